import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Ten texts in the form of the JumpStart notebook's real-time batch, with a seed: each client gets the same. */
export const LIST_PAYLOAD_FILE = join(__dirname, 'list-payload.json');

export const LIST_PAYLOAD = z
  .looseObject({ text_inputs: z.array(z.string()).length(10) })
  .parse(JSON.parse(readFileSync(LIST_PAYLOAD_FILE, 'utf8')));
