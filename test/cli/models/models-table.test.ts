import { modelsReport } from '../../../cli/models/models-report';
import { modelsTable } from '../../../cli/models/models-table';
import { CONFIGURED } from './configured';

const lines = modelsTable(modelsReport('mine', CONFIGURED)).split('\n');
const line = (text: string): string => {
  const found = lines.filter((candidate) => candidate.includes(text));
  expect(found).toHaveLength(1);
  return (found[0] ?? '').replaceAll('│', '|').replaceAll(/ +/g, ' ').trim();
};

describe('modelsTable', () => {
  it('has one line a model, with what is deployed of it', () => {
    expect(lines[0]).toBe(
      'Text2text models of JumpStart, as read on 2026-08-08, in eu-west-1; deployed by config/mine.json',
    );
    expect(line('│ huggingface-text2text-flan-t5-large ')).toBe(
      '| huggingface-text2text-flan-t5-large | 1.2.2 | ml.g5.2xlarge | 2.3.16 | flan, ml.m5.xlarge |',
    );
    expect(line('│ huggingface-text2text-flan-t5-xxl ')).toBe(
      '| huggingface-text2text-flan-t5-xxl | 1.1.2 | ml.g5.12xlarge | 2.2.16 | |',
    );
  });

  it('puts deprecated models last, and says how they can be deployed', () => {
    const ids = lines.filter((text) => text.startsWith('│ hugging'));
    expect(ids.map((text) => text.includes('(deprecated)'))).toStrictEqual([
      ...Array<boolean>(7).fill(false),
      ...Array<boolean>(9).fill(true),
    ]);
    expect(lines).toContain('A deprecated model needs "allowDeprecated": true.');
  });

  it('says below what runs on which instances, what cannot run, and which artefacts are own', () => {
    expect(line('-gpu-')).toBe(
      'Instance types of 1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04: sizes of g4dn, g5, p2, p3.',
    );
    expect(line('-cpu-')).toMatch(/: sizes of c4, c5, c6i, m4, m5\.$/);
    expect(line('Endpoints only, for')).toMatch(
      /'2\.2\.13' cannot run in batch transform, as its artefact is an S3 prefix.*valid: 1\.1\.2, 1\.\*\.$/,
    );
    expect(line('Own artefact')).toBe(
      "Own artefact 'mine': image registry/mine:2, contract text2text-1.x, ml.c5.xlarge, ml.c5.2xlarge",
    );
  });
});
