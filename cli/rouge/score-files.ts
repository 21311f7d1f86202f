import { RougeAccumulator } from '../../domain/rouge';
import { IdList } from './id-list';
import { KeptScores } from './kept-scores';
import { type PerRecordFile } from './per-record-file';
import { readTexts } from './read-texts';
import { ReferenceIndex } from './reference-index';
import { type RougeCommandOptions } from './rouge-options';

/** All that is known when both files have been read. */
export interface ScoredFiles {
  readonly accumulator: RougeAccumulator;
  readonly kept: KeptScores;
  readonly predictions: number;
  readonly references: number;
  /** References without a prediction. */
  readonly missing: IdList;
  /** Predictions without a reference. */
  readonly unmatched: IdList;
  readonly duplicatePredictions: IdList;
  readonly duplicateReferences: IdList;
}

/**
 * Holds the references, streams the predictions and scores each as it comes, in their order.
 * @param onPair is called after each pair with the number of pairs so far.
 * @throws CliError as {@link readTexts}, and when the files cannot be joined.
 */
export async function scoreFiles(
  options: RougeCommandOptions,
  perRecord: PerRecordFile | undefined,
  onPair: (pairs: number) => void,
): Promise<ScoredFiles> {
  const accumulator = new RougeAccumulator({
    useStemmer: options.stemmer,
    tokenizer: options.tokenizer,
    ...(options.types === undefined ? {} : { types: options.types }),
  });
  const references = await loadReferences(options);
  const kept = new KeptScores(accumulator.width);
  const unmatched = new IdList();
  const duplicatePredictions = new IdList();
  let predictions = 0;
  const fields = { id: options.idField, text: options.predictionField };
  for await (const block of readTexts(options.predictions, 'prediction', fields)) {
    for (const { id, text } of block) {
      const position = predictions++;
      const reference = references.take(id, position);
      if (typeof reference === 'object' && 'reason' in reference) {
        (reference.reason === 'duplicate' ? duplicatePredictions : unmatched).add(id ?? position);
        continue;
      }
      const row = accumulator.add(typeof text === 'string' ? text : (text[0] ?? ''), reference);
      kept.add(row);
      const busy = perRecord?.add(id ?? position, row);
      if (busy !== undefined) await busy;
      onPair(accumulator.pairs);
    }
  }
  references.requireSameLength(predictions);
  return {
    accumulator,
    kept,
    predictions,
    references: references.count,
    missing: references.missing(),
    unmatched,
    duplicatePredictions,
    duplicateReferences: references.duplicates,
  };
}

async function loadReferences(options: RougeCommandOptions): Promise<ReferenceIndex> {
  const references = new ReferenceIndex();
  const fields = { id: options.idField, text: options.referenceField };
  for await (const block of readTexts(options.references, 'reference', fields)) {
    for (const record of block) references.add(record);
  }
  return references;
}
