/** Where services write their log lines: CloudWatch Logs' groups and streams. */
export interface LogSink {
  /**
   * Appends one event; creates group and stream on first use. `timestamp` in epoch milliseconds.
   * Never throws: what is logged goes on where the log cannot be written.
   */
  write(group: string, stream: string, message: string, timestamp?: number): void;
}
