import { setTimeout as sleep } from 'node:timers/promises';
import { type TextModel } from '../text-model';
import { FaultPlan } from './fault-plan';

const MOST_WORDS = 12;

/**
 * A model for tests and benchmarks: answers at once with the first 12 words after the first colon
 * (of the whole text if it has none). ECHO_FAULTS makes it fail where a test wants it to.
 */
export async function loadEchoModel(env: NodeJS.ProcessEnv): Promise<TextModel> {
  const faults = new FaultPlan(env.ECHO_FAULTS);
  await sleep(faults.loadMilliseconds);
  return {
    async generate(texts, parameters, signal) {
      const answers: string[][] = [];
      for (const text of texts) {
        const leastLength = await faults.meet(text, signal);
        const answer = echo(text).padEnd(leastLength, '.');
        answers.push(Array<string>(parameters.numReturnSequences).fill(answer));
      }
      return answers;
    },
    countTokens: (text) => words(text).length,
    lastTokens: (text, count) => words(text).slice(-count).join(' '),
  };
}

/** The echo's tokens. */
function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function echo(text: string): string {
  return text
    .slice(text.indexOf(':') + 1)
    .trim()
    .split(/\s+/, MOST_WORDS)
    .join(' ');
}
