import { serviceNames } from '../../local/placement';
import { type RunningRecord } from '../../local/running-record';
import { type PlaceRemarks } from './place-remarks';
import { placementRows } from './placement-rows';
import { settingsText } from './settings-text';

/**
 * What `t2t local up` prints when it answers.
 * @param until how long it runs, and in which process
 */
export function upText(record: RunningRecord, until: string, remarks: PlaceRemarks): string {
  const { endpoint, dataDir } = record;
  return `The embedded AWS runs at ${endpoint} ${until}; its data is in ${dataDir}
${partText(record, remarks)}${settingsText(record)}`;
}

/** Nothing for one that has all services. */
function partText(record: RunningRecord, remarks: PlaceRemarks): string {
  const { here, elsewhere } = placementRows(record, remarks);
  const nowhere = serviceNames.filter(
    (name) => !record.services.includes(name) && record.elsewhere[name] === undefined,
  );
  if (record.services.length === serviceNames.length) return '';
  return [
    `  here: ${here}\n`,
    ...elsewhere.map((row) => `  elsewhere: ${row}\n`),
    nowhere.length > 0 ? `  nowhere: ${nowhere.join(', ')}\n` : '',
  ].join('');
}
