import { OWN_PREFIX } from '../../local/gateway/own-pages';
import { iamReport } from '../../local/iam/report/iam-report';
import { type ReportInput, reportInput } from '../../local/iam/report/report-input';
import { unobservableRights } from '../../local/iam/report/unobservable-rights';
import { type OutputFormat } from '../shared/format-option';
import { iamReportText } from './iam-report-text';
import { runningAws } from './running-aws';

export interface IamReportOptions {
  /** Absolute. */
  readonly data: string;
  readonly format: OutputFormat;
  /** Whether the table has statements that are used in full, too. */
  readonly all: boolean;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** Prints what rights are used. @throws CliError when no embedded AWS runs with this data */
export async function showIamReport({ data, format, all }: IamReportOptions): Promise<void> {
  const { endpoint, elsewhere } = await runningAws(data);
  const { granted, recorded } = reportInput.parse(await readUse(endpoint));
  const others = await Promise.all([...new Set(Object.values(elsewhere))].map(recordedElsewhere));
  const everywhere = [recorded, ...others];
  const report = iamReport(
    granted,
    {
      uses: everywhere.flatMap(({ uses }) => uses),
      denials: everywhere.flatMap(({ denials }) => denials),
    },
    unobservableRights,
  );
  process.stdout.write(
    format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : iamReportText(report, { all }),
  );
}

async function readUse(endpoint: string): Promise<unknown> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const answer = await fetch(`${endpoint}${OWN_PREFIX}iam-use`, { signal });
  return answer.json();
}

/** A process evaluates the calls of its own services; another emulator tells nothing of them. */
async function recordedElsewhere(endpoint: string): Promise<ReportInput['recorded']> {
  const answer = await readUse(endpoint).catch(() => undefined);
  const use = reportInput.safeParse(answer).data;
  if (use) return use.recorded;
  process.stderr.write(
    `Warning: ${endpoint} tells nothing of what was used there; such rights show as never used\n`,
  );
  return { uses: [], denials: [] };
}
