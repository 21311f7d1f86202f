import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmSection } from '../runbook/alarm-sections';

/** When something is bad, and where its reader learns what to do. */
export interface AlarmSpec {
  readonly section: AlarmSection;
  /** One or two sentences for whoever gets the message; the link is added. */
  readonly summary: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  /** Periods that are looked at; all of them must breach. */
  readonly periods: number;
  readonly missingData: TreatMissingData;
  /** A second message when it is over. */
  readonly tellsWhenOver: boolean;
}

type Occurrence = Pick<AlarmSpec, 'section' | 'summary' | 'metric'> & {
  /** @default 1 */
  readonly threshold?: number;
};

/** Long enough that several failures of one cause are one message, short enough to act on. */
export const FIVE_MINUTES = Duration.minutes(5);

/**
 * Something that happened, and is over when it is reported: a run failed. Nothing is written while
 * nothing happens, so missing data is good; the way back to OK says only that time went by.
 */
export function occurrence({ threshold = 1, ...spec }: Occurrence): AlarmSpec {
  return {
    ...spec,
    threshold,
    comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    periods: 1,
    missingData: TreatMissingData.NOT_BREACHING,
    tellsWhenOver: false,
  };
}

/** Something that lasts until somebody acts or it passes, such as throttling: its end is news too. */
export function condition(spec: Occurrence & { readonly periods: number }): AlarmSpec {
  return { ...occurrence(spec), periods: spec.periods, tellsWhenOver: true };
}

/** Something that should go on and stopped: no data at all is what is bad. */
export function silence(
  spec: Omit<Occurrence, 'threshold'> & { readonly periods: number },
): AlarmSpec {
  return {
    ...spec,
    threshold: 1,
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    missingData: TreatMissingData.BREACHING,
    tellsWhenOver: true,
  };
}
