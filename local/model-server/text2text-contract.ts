import { type Contract } from './contract';
import { InvocationError } from './invocation-error';
import { invoke } from './invoke';

/** JumpStart's text2text models 1.x, behind Multi Model Server. `hyperParams`: see invoke.ts. */
export function text2textContract(hyperParams: string | undefined): Contract {
  return {
    answer: (model, invocation) => invoke(model, hyperParams, invocation),
    // Multi Model Server's error body; whatever the model's script throws is its 400.
    writeError(error) {
      const code = error instanceof InvocationError ? error.statusCode : 400;
      const message = error instanceof Error ? error.message : String(error);
      const body = { code, type: 'InternalServerException', message };
      return {
        status: code,
        contentType: 'application/json',
        body: `${JSON.stringify(body, undefined, 2)}\n`,
      };
    },
  };
}
