import { CORRELATION_FIELDS, logEvents } from '../../../domain/run/log-events';

/** Powertools drops a field of these names. Source: its `ReservedKeys`. */
const RESERVED = ['level', 'message', 'sampling_rate', 'service', 'timestamp'];

test.each(Object.entries<readonly string[]>(logEvents))(
  '%s has fields that are neither keys of correlation nor reserved',
  (_event, fields) => {
    const taken = [...CORRELATION_FIELDS, ...RESERVED];
    expect(fields.filter((field) => taken.includes(field))).toEqual([]);
    expect(new Set(fields).size).toBe(fields.length);
  },
);
