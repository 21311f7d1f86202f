import { type HyperParameters } from '../run/hyper-parameters';
import { ConcurrencyGate } from './concurrency-gate';
import { type PayloadContract } from './contract';
import { failureOfError } from './failure-of-error';
import { type InvokeFailure } from './invoke-failure';
import { RequestSender, type SenderOptions } from './request-sender';
import { halve, type Range, type RequestLimits, splitBatches } from './split-batches';
import { requestBytes } from './request-bytes';

export interface InvokeLimits extends RequestLimits {
  /** Requests under way at a time. */
  readonly concurrency: number;
}

export interface TextsToInvoke {
  readonly texts: readonly string[];
  /** `batch_size` among them: most texts in a request, instead of the limits' `maxTexts`. */
  readonly parameters: HyperParameters;
  readonly contract: PayloadContract;
}

/** What became of one text. */
export type TextOutcome =
  { readonly generatedTexts: readonly string[] } | { readonly failure: InvokeFailure };

export interface InvokeOutcome {
  /** One for each text, in the order of the texts. */
  readonly outcomes: readonly TextOutcome[];
  /** Sent to the endpoint, repeated ones included. */
  readonly requests: number;
  readonly seconds: number;
}

/**
 * Answers a list of texts by an endpoint, some at a time: each is answered or fails for a reason of
 * its own, once. Never throws for what the endpoint does.
 *
 * A batch that makes the container fail is halved until the text is found, so that the others are
 * answered. A batch of n costs 2n - 1 requests at most, the nodes of a binary tree with n leaves,
 * however many texts are bad; one bad text among n costs two more on each of ceil(log2 n) levels.
 * Only when the container was lost, a text alone is asked once more, since another request may have
 * been the reason: 3n - 1 at most.
 *
 * @param sender how requests are repeated, and until when
 */
export async function invokeInBatches(
  { texts, parameters, contract }: TextsToInvoke,
  limits: InvokeLimits,
  sender: SenderOptions,
): Promise<InvokeOutcome> {
  const started = sender.clock.now();
  const requests = new RequestSender(sender);
  const gate = new ConcurrencyGate(limits.concurrency);
  const outcomes = new Array<TextOutcome>(texts.length);
  const together = batchSize(parameters) ?? limits.maxTexts;
  // Said in words: the container takes them one by one otherwise.
  const sent = { batch_size: together, ...parameters };

  const ask = async (range: Range): Promise<string[][]> => {
    const batch = texts.slice(range.start, range.end);
    const reply = await requests.send(contract.writeRequest(batch, sent));
    return contract.readReply(reply, batch.length);
  };
  const answer = async (range: Range, isAgain = false): Promise<void> => {
    try {
      const answers = await gate.run(() => ask(range));
      answers.forEach((generatedTexts, offset) => {
        outcomes[range.start + offset] = { generatedTexts };
      });
    } catch (error) {
      const failure = failureOfError(error);
      const isAlone = range.end - range.start === 1;
      if (failure.remedy === 'halve' && !isAlone) {
        await Promise.all(halve(range).map((half) => answer(half)));
      } else if (failure.name === 'ContainerLost' && !isAgain) {
        await answer(range, true);
      } else {
        outcomes.fill({ failure }, range.start, range.end);
      }
    }
  };

  const { textBytes, fixedBytes } = requestBytes(texts, sent, contract);
  const maxTexts = Math.min(together, contract.maxTexts);
  const ranges = splitBatches(textBytes, fixedBytes, { ...limits, maxTexts });
  await Promise.all(ranges.map((range) => answer(range)));
  return {
    outcomes,
    requests: requests.requests,
    seconds: (sender.clock.now() - started) / 1000,
  };
}

function batchSize({ batch_size }: HyperParameters): number | undefined {
  return typeof batch_size === 'number' ? batch_size : undefined;
}
