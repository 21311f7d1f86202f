import { type RougeByType, type ScoresByType } from '../../domain/run/results';

/** What one system reaches against the references: the model, or a baseline. */
export interface SystemScores {
  readonly rouge: RougeByType;
  readonly scores: ScoresByType;
}
