import Table from 'cli-table3';
import { type StatusReport } from './status-report';

/** One line a fact, and in the status what to do when something is to be done. */
export function statusTable(report: StatusReport): string {
  const table = new Table({ style: { head: [], border: [] } });
  table.push(
    ['endpoint', report.endpointName],
    ['status', statusText(report)],
    ['lease', leaseText(report)],
    ['instances', `${report.instances} x ${report.instanceType}`],
    ['cost', costText(report)],
    ['model', report.modelName],
    ['contract', report.contract],
  );
  return table.toString();
}

function statusText({ status, failureReason }: StatusReport): string {
  if (status === 'Absent') return 'there is none: make it by t2t endpoint up';
  return failureReason === null ? status : `${status}: ${failureReason}`;
}

function leaseText({ status, leaseUntil, leaseMinutesLeft }: StatusReport): string {
  if (status === 'Absent') return '-';
  if (leaseUntil === null || leaseMinutesLeft === null) return 'none: nobody deletes it';
  if (leaseMinutesLeft < 0) return `ended at ${leaseUntil}; the next sweep deletes the endpoint`;
  const hours = Math.floor(leaseMinutesLeft / 60);
  return `until ${leaseUntil}, in ${hours} h ${leaseMinutesLeft % 60} min`;
}

function costText({ usdPerHour }: StatusReport): string {
  return usdPerHour === null
    ? 'no price in docs/cost.md for it'
    : `${Number(usdPerHour.toFixed(4))} USD/h`;
}
