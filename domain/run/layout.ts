/** All that a run owns, as keys in the data bucket. Prefixes end in `/`: S3 matches them as strings. */
export class RunLayout {
  readonly prefix: string;

  constructor(readonly runId: string) {
    this.prefix = `runs/${runId}/`;
  }

  get owner(): string {
    return `${this.prefix}owner.json`;
  }
  get plan(): string {
    return `${this.prefix}plan.json`;
  }
  get results(): string {
    return `${this.prefix}results.json`;
  }
  get ledger(): string {
    return `${this.prefix}ledger.jsonl`;
  }
  get predictionsPrefix(): string {
    return `${this.prefix}predictions/`;
  }
  get partialsPrefix(): string {
    return `${this.prefix}partials/`;
  }
  partOutcome(part: number): string {
    return `${this.prefix}parts/${padded(part)}.json`;
  }
  rejected(part: number): string {
    return `${this.prefix}rejected/${padded(part)}.jsonl`;
  }
  inputPrefix(pass: number): string {
    return `${this.prefix}passes/${pass}/input/`;
  }
  input(pass: number, shard: number): string {
    return `${this.inputPrefix(pass)}${padded(shard)}.jsonl`;
  }
  outputPrefix(pass: number): string {
    return `${this.prefix}passes/${pass}/output/`;
  }
  output(pass: number, shard: number): string {
    return `${this.outputPrefix(pass)}${padded(shard)}.jsonl.out`;
  }
  references(shard: number): string {
    return `${this.prefix}references/${padded(shard)}.jsonl`;
  }
  predictions(shard: number): string {
    return `${this.predictionsPrefix}${padded(shard)}.jsonl`;
  }
  get scoresPrefix(): string {
    return `${this.prefix}scores/`;
  }
  scores(shard: number): string {
    return `${this.scoresPrefix}${padded(shard)}.jsonl`;
  }
  unanswered(shard: number): string {
    return `${this.prefix}unanswered/${padded(shard)}.jsonl`;
  }
  shardOutcome(shard: number): string {
    return `${this.partialsPrefix}${padded(shard)}.json`;
  }
  shardColumns(shard: number): string {
    return `${this.partialsPrefix}${padded(shard)}.f64`;
  }
}

/** The shard of an output key, or undefined for a key of another kind. The inverse of `output`. */
export function shardOfOutputKey(key: string): number | undefined {
  const match = /\/output\/(\d+)\.jsonl\.out$/.exec(key);
  return match ? Number(match[1]) : undefined;
}

/** The run of a `results.json`, or undefined for a key of another kind. The inverse of `results`. */
export function runOfResultsKey(key: string): string | undefined {
  return /^runs\/([a-zA-Z0-9_-]+)\/results\.json$/.exec(key)?.[1];
}

/** Five digits, so that S3's order of names is the order of shards up to the planner's 40,000. */
function padded(index: number): string {
  return String(index).padStart(5, '0');
}
