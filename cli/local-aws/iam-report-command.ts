import { OWN_PREFIX } from '../../local/gateway/own-pages';
import { iamReport } from '../../local/iam/report/iam-report';
import { reportInput } from '../../local/iam/report/report-input';
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

/** Prints what rights are used. @throws CliError when no embedded AWS runs with this data */
export async function showIamReport({ data, format, all }: IamReportOptions): Promise<void> {
  const { endpoint } = await runningAws(data);
  const answer = await fetch(`${endpoint}${OWN_PREFIX}iam-use`);
  const { granted, recorded } = reportInput.parse(await answer.json());
  const report = iamReport(granted, recorded, unobservableRights);
  process.stdout.write(
    format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : iamReportText(report, { all }),
  );
}
