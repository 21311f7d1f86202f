import { normalise } from '../../../scripts/runbook/normalise';

describe('normalise', () => {
  it.each([
    [
      'arn:aws:states:us-east-1:000000000000:execution:Text2TextBatch-Pipeline-RunStateMachine106B9D3D-XIM77D7ITJEF:good-run',
      'arn:aws:states:us-east-1:000000000000:execution:Text2TextBatch-Pipeline-RunStateMachine-EXAMPLE:good-run',
    ],
    [
      's3://text2textbatch-storage-data666c94c7-y1ire0y9hwb8/runs/',
      's3://text2textbatch-storage-data-example/runs/',
    ],
    [
      'Text2TextBatch-Pipeline-PipelineSweeperSchedule871D-OGXPX3U1RPV7\tENABLED',
      'Text2TextBatch-Pipeline-PipelineSweeperSchedule-EXAMPLE\tENABLED',
    ],
    ['"stopDate": 1795551053.064', '"stopDate": 1795485600.0'],
    ['2026-12-31T23:59:59.123Z', '2026-11-24T02:00:00.000Z'],
    ['2026-12-31 23:59:59', '2026-11-24 02:00:00'],
    ['5fbb30af-816b-4037-ad03-0011bead0542', '11111111-2222-3333-4444-555555555555'],
    ['http://127.0.0.1:40663/queue', 'http://127.0.0.1:4566/queue'],
    ['broken-run-p1-a1\tFailed', 'broken-run-p1-a1\tFailed'],
  ])('%s', (output, shown) => {
    expect(normalise(output)).toBe(shown);
  });

  it('changes nothing the second time', () => {
    const once = normalise('2026-12-31T23:59:59.123Z 1795551053.064 http://127.0.0.1:1');
    expect(normalise(once)).toBe(once);
  });
});
