import { type InvocationResult } from './invoke';

export interface InvocationReport {
  readonly requestId: string;
  readonly version: string;
  readonly durationMs: number;
  readonly memoryMb: number;
  /** Largest V8 heap, the only memory that can be told apart in one process. */
  readonly heapBytes: number;
  /** Of a cold start only. */
  readonly initMs: number | undefined;
  readonly result: InvocationResult;
}

/** Lambda's START line. Source: Lambda developer guide, "Log and monitor Node.js functions". */
export function startLine(requestId: string, version: string, json: boolean): string {
  return json
    ? platform('start', { requestId, version })
    : `START RequestId: ${requestId} Version: ${version}`;
}

/** The lines that close an invocation: what the runtime did to it, if anything, END and REPORT. */
export function reportLines(report: InvocationReport, json: boolean): string[] {
  return json ? jsonReport(report) : textReport(report);
}

function textReport(report: InvocationReport): string[] {
  const { requestId, initMs, result } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(report.durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${report.memoryMb} MB`,
    `Max Memory Used: ${megabytes(report.heapBytes)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
  ];
  const cause = isRuntimes(result) ? [result.errorMessage] : [];
  return [...cause, `END RequestId: ${requestId}`, fields.join('\t')];
}

function jsonReport(report: InvocationReport): string[] {
  const { requestId, result } = report;
  const metrics = {
    durationMs: report.durationMs,
    billedDurationMs: Math.ceil(report.durationMs + (report.initMs ?? 0)),
    memorySizeMB: report.memoryMb,
    maxMemoryUsedMB: megabytes(report.heapBytes),
    initDurationMs: report.initMs,
  };
  const failure = result.kind === 'error' ? { errorType: result.errorType } : {};
  const status = result.kind === 'success' ? 'success' : 'error';
  return [platform('report', { requestId, metrics, status, ...failure })];
}

/** Errors of the runtime, not of the function's code, which has logged its own. */
function isRuntimes(result: InvocationResult): result is InvocationResult & { kind: 'error' } {
  return result.kind === 'error' && /^(Sandbox|Runtime|Function)\./.test(result.errorType);
}

function platform(type: string, record: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ time: new Date().toISOString(), type: `platform.${type}`, record });
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
