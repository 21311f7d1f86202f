import * as z from 'zod';
import { type HyperParameterFault, type HyperParameters } from '../run/hyper-parameters';

export const contractNameSchema = z.enum(['text2text-1.x', 'tgi-2.x']);

/** The value of CONTRACT_TAG: JumpStart's text2text script of versions 1.*, or TGI of versions 2.*. */
export type ContractName = z.infer<typeof contractNameSchema>;

/** How texts travel to a model's container and back, whoever carries them. */
export interface PayloadContract {
  readonly name: ContractName;
  /** Of the request, and what to accept as the reply. */
  readonly contentType: string;
  /** Most texts that one request can carry. */
  readonly maxTexts: number;
  /** The first hyperparameter that the container would refuse, or has no counterpart for. */
  findFault(parameters: HyperParameters): HyperParameterFault | undefined;
  /** @param texts at least one, at most `maxTexts` */
  writeRequest(texts: readonly string[], parameters: HyperParameters): Uint8Array;
  /**
   * The generated texts of each of the `count` texts of a request, in their order.
   * @throws InvokeFailure MalformedReply
   */
  readReply(body: Uint8Array, count: number): string[][];
}
