import { type LogSink } from '../../local/logs/log-sink';

export interface RecordedLine {
  readonly group: string;
  readonly stream: string;
  readonly message: string;
}

/** A log sink that keeps its lines, and lets a test wait for one. */
export class RecordingLog implements LogSink {
  readonly lines: RecordedLine[] = [];
  readonly #observers = new Set<() => void>();

  write(group: string, stream: string, message: string): void {
    this.lines.push({ group, stream, message });
    for (const observer of this.#observers) observer();
  }

  messages(group: string): string[] {
    return this.lines.filter((line) => line.group === group).map(({ message }) => message);
  }

  /** Resolves as soon as a message contains `text`. */
  async includes(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const observer = (): void => {
        if (!this.lines.some(({ message }) => message.includes(text))) return;
        this.#observers.delete(observer);
        resolve();
      };
      this.#observers.add(observer);
      observer();
    });
  }
}
