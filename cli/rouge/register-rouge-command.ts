import { type Command } from 'commander';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { parseSeed, parseTokenizer, parseTypes, type RougeCommandOptions } from './rouge-options';

const NOTES = `
Files: one JSON object or Python dict a line, as a transform job writes them, or plain text, one
text a line. Records that have ids are joined by id, else line by line. Without field options the
fields are those of the first record: ids in "id"; predictions in "generated_texts" (the first of
them), "generated_text", "prediction" or "text"; references in "references", "reference",
"highlights", "summary" or "text". An array of references scores the best one for each metric.

Examples:
  t2t rouge --predictions out.jsonl --references refs.jsonl --stemmer
  t2t rouge --predictions 00000.jsonl.out --references 00000.jsonl --format json
  t2t rouge --predictions a.txt --references b.txt --types rouge1,rougeL --per-record scores.jsonl`;

/** Adds `t2t rouge`. What scores is loaded when the command runs, not before. */
export function registerRougeCommand(program: Command): void {
  program
    .command('rouge')
    .description('score predictions against references, as rouge_score and evaluate do')
    .requiredOption('--predictions <file>', 'texts to score')
    .requiredOption('--references <file>', 'texts to score them against')
    .option('--id-field <field>', 'field of the id in both files')
    .option('--prediction-field <field>', 'field of the text in the predictions')
    .option('--reference-field <field>', 'field of the text or texts in the references')
    .option('--stemmer', 'compare stems of English words', false)
    .option('--tokenizer <name>', 'default (a-z and 0-9) or unicode', parseTokenizer, 'default')
    .option('--types <types...>', 'metrics, default rouge1 rouge2 rougeL rougeLsum', parseTypes)
    .option('--seed <number>', "the bootstrap's seed, as evaluate.load takes it", parseSeed, 42)
    .option('--per-record <file>', 'write the scores of each record, one JSON line each')
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', NOTES)
    .action(
      withErrorHandler(async (options: RougeCommandOptions) => {
        const { runRougeCommand } = await import('./rouge-command.js');
        await runRougeCommand(options);
      }),
    );
}
