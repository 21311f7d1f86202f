import Table from 'cli-table3';
import {
  type IamReport,
  type ReportedPattern,
  type ReportedStatement,
} from '../../local/iam/report/iam-report';

export interface IamReportTextOptions {
  /** Whether statements that are used in full are shown, too. */
  readonly all: boolean;
}

/** The report for a person: the statements of each role, with the calls that each part served. */
export function iamReportText(report: IamReport, { all }: IamReportTextOptions): string {
  const table = new Table({
    head: ['role', 'statement', 'may', 'calls', 'on', 'calls'],
    style: { head: [], border: [] },
  });
  for (const { role, statements } of report.roles) {
    for (const statement of statements) {
      if (all || isIdle(statement)) table.push([role, nameOf(statement), ...columns(statement)]);
    }
  }
  const { statements, unused, excused } = report.counts;
  return [
    ...(table.length > 0 ? [table.toString()] : []),
    `${statements} statements of ${report.roles.length} roles; never used: ${unused}; excused: ${excused}.`,
    ...report.denials.map(({ message, calls }) => `Denied, ${times(calls)}: ${message}`),
    '',
  ].join('\n');
}

function isIdle({ actions, resources }: ReportedStatement): boolean {
  return [...actions, ...resources].some(({ calls }) => calls === 0);
}

function nameOf({ policy, statement, sid }: ReportedStatement): string {
  return `${policy}\n${sid ?? `statement ${statement + 1}`}`;
}

function columns({ actions, resources }: ReportedStatement): string[] {
  return [
    actions.map(({ pattern }) => pattern).join('\n'),
    actions.map(usage).join('\n'),
    resources.map(({ pattern }) => pattern).join('\n'),
    resources.map(usage).join('\n'),
  ];
}

function usage({ calls, excusedBy }: ReportedPattern): string {
  if (calls > 0) return String(calls);
  return excusedBy === undefined ? 'never' : `(${excusedBy})`;
}

function times(calls: number): string {
  return calls === 1 ? 'once' : `${calls} times`;
}
