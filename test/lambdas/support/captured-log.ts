import * as z from 'zod';

/** A line of the functions' logger, as far as tests look into it. */
export const logLineSchema = z.looseObject({
  level: z.string(),
  message: z.string(),
  function_request_id: z.string().optional(),
});

export type LogLine = z.infer<typeof logLineSchema>;

/** What is logged while `work` runs. */
export async function capturedLog(work: () => Promise<unknown>): Promise<LogLine[]> {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    }),
  );
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines.map((line) => logLineSchema.parse(JSON.parse(line)));
}

/** What Lambda tells a handler, as far as the logger reads it. */
export function lambdaContext(awsRequestId: string) {
  return {
    awsRequestId,
    functionName: 'plan-run',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:plan-run',
    memoryLimitInMB: '256',
    callbackWaitsForEmptyEventLoop: true,
    logGroupName: 'plan-run',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => 1000,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
