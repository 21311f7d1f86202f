import { type RunningRecord } from '../../local/running-record';
import { type PlaceRemarks } from './place-remarks';

type Placed = Pick<RunningRecord, 'services' | 'elsewhere'>;

/** The services that run in a process, and those that it knows elsewhere by where they are. */
export function placementRows(
  { services, elsewhere }: Placed,
  remarks: PlaceRemarks,
): {
  readonly here: string;
  /** `events, s3 at http://127.0.0.1:4566`; one for each endpoint. */
  readonly elsewhere: readonly string[];
} {
  const endpoints = [...new Set(Object.values(elsewhere))].toSorted();
  const namesAt = (endpoint: string): string =>
    Object.keys(elsewhere)
      .filter((name) => elsewhere[name] === endpoint)
      .toSorted()
      .join(', ');
  return {
    here: services.toSorted().join(', '),
    elsewhere: endpoints.map((endpoint) => {
      const remark = remarks.get(endpoint);
      const more = remark === undefined ? '' : ` (${remark})`;
      return `${namesAt(endpoint)} at ${endpoint}${more}`;
    }),
  };
}
