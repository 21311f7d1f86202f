export interface LeaseMessage {
  /** SNS: at most 100 ASCII characters. */
  readonly subject: string;
  readonly text: string;
}

/** Before the end: there is still time to extend. */
export function warningMessage(name: string, until: Date, stackPrefix: string): LeaseMessage {
  return {
    subject: `Endpoint's lease ends at ${minute(until)}`,
    text:
      `The endpoint ${name} will be deleted when its lease ends, at ${minute(until)}. ` +
      `To keep it longer: t2t endpoint extend --hours 4${option(stackPrefix)}`,
  };
}

/** After it. */
export function deletedMessage(name: string, until: Date, stackPrefix: string): LeaseMessage {
  return {
    subject: `Endpoint deleted, its lease ended at ${minute(until)}`,
    text:
      `The endpoint ${name} and its configuration were deleted, since its lease ended at ` +
      `${minute(until)}. To make it again: t2t endpoint up${option(stackPrefix)}`,
  };
}

function option(stackPrefix: string): string {
  return ` --stack-prefix ${stackPrefix}`;
}

/** `2026-11-24 18:00 UTC`. */
function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
