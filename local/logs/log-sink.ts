/** Where services write their log lines: CloudWatch Logs' groups and streams. */
export interface LogSink {
  /** Appends one event; creates group and stream on first use. `timestamp` in epoch milliseconds. */
  write(group: string, stream: string, message: string, timestamp?: number): void;
}
