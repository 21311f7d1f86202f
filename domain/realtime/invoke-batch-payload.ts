import * as z from 'zod';
import { kindOf } from '../records/kind-of';
import { HYPER_PARAMETER_NAMES, type HyperParameters } from '../run/hyper-parameters';
import { nearestName } from '../run/nearest-name';
import { type PayloadContract } from './contract';
import { InvalidInvokeRequest } from './errors';
import { type InvokeItem, MAX_ITEMS, readItems } from './invoke-items';
import { requestBytes } from './request-bytes';
import { MAX_REQUEST_BYTES } from './split-batches';

export interface InvokeBatchRequest {
  readonly items: readonly InvokeItem[];
  /** For all of them. */
  readonly parameters: HyperParameters;
}

const FIELDS = ['text_inputs', 'records', ...HYPER_PARAMETER_NAMES];

/**
 * The payload of invoke-batch: `text_inputs`, a text or a list of texts, or `records`, a list of
 * `{ id?, text }`; beside it hyperparameters of the text2text script. All is checked before
 * anything is sent.
 *
 * @throws InvalidInvokeRequest one sentence that names the field, and never repeats a text: it is logged
 */
export function parseInvokeBatchPayload(
  payload: unknown,
  contract: PayloadContract,
): InvokeBatchRequest {
  const object = z.looseObject({}).safeParse(payload);
  if (!object.success) {
    throw new InvalidInvokeRequest(
      `the payload is ${kindOf(payload)}; valid: an object with text_inputs or records`,
    );
  }
  const { text_inputs, records, ...parameters } = object.data;
  const unknown = Object.keys(parameters).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new InvalidInvokeRequest(unknownField(unknown));
  const fault = contract.findFault(parameters);
  if (fault) throw new InvalidInvokeRequest(fault.message);
  const items = readItems(text_inputs, records);
  requireSendable(items, parameters, contract);
  return { items, parameters };
}

function unknownField(name: string): string {
  const near = nearestName(name, FIELDS);
  const suggestion = near === undefined ? '' : ` Did you mean '${near}'?`;
  return `unknown field '${name}'.${suggestion} Valid: ${FIELDS.join(', ')}.`;
}

/** @throws InvalidInvokeRequest naming the first text that no request could carry, even alone */
function requireSendable(
  items: readonly InvokeItem[],
  parameters: HyperParameters,
  contract: PayloadContract,
): void {
  const texts = items.map(({ text }) => text);
  // Where no batch_size is given, one is sent all the same, of four digits at most.
  const sent = { batch_size: MAX_ITEMS, ...parameters };
  const { textBytes, fixedBytes } = requestBytes(texts, sent, contract);
  const tooLong = textBytes.findIndex((bytes) => fixedBytes + bytes > MAX_REQUEST_BYTES);
  const [item, bytes] = [items[tooLong], textBytes[tooLong]];
  if (!item || bytes === undefined) return;
  throw new InvalidInvokeRequest(
    `${item.field} has ${bytes} bytes as JSON; a request to the endpoint may have ` +
      `${MAX_REQUEST_BYTES}, of which ${MAX_REQUEST_BYTES - fixedBytes} are left for a text`,
  );
}
