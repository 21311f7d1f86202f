import { modelsReport } from '../../../cli/models/models-report';
import { CliError } from '../../../cli/shared/cli-error';
import { catalogue } from '../../../domain/jumpstart/catalogue';
import { CONFIGURED } from './configured';

describe('modelsReport', () => {
  it("has every model of the catalogue, in the configuration's region", () => {
    const report = modelsReport('mine', CONFIGURED);
    expect(report).toMatchObject({ region: 'eu-west-1', config: 'mine', catalogueReadOn: '2026-08-08' });
    expect(report.models.map(({ modelId }) => modelId)).toStrictEqual(
      Object.keys(catalogue.models),
    );
    expect(JSON.stringify(report.models)).toContain('.dkr.ecr.eu-west-1.');
  });

  it('tells which are deployed, by which name and on what', () => {
    const { models, ownModels } = modelsReport('mine', CONFIGURED);
    expect(models.filter(({ deployedAs }) => deployedAs.length > 0)).toMatchObject([
      {
        modelId: 'huggingface-text2text-flan-t5-large',
        deployedAs: [{ name: 'flan', version: '1.2.2', defaultInstanceType: 'ml.m5.xlarge' }],
      },
    ]);
    expect(ownModels).toStrictEqual([
      {
        name: 'mine',
        image: 'registry/mine:2',
        contract: 'text2text-1.x',
        defaultInstanceType: 'ml.c5.xlarge',
        supportedInstanceTypes: ['ml.c5.xlarge', 'ml.c5.2xlarge'],
      },
    ]);
  });

  it('shows another region when asked, or says which there are', () => {
    const elsewhere = modelsReport('mine', CONFIGURED, 'cn-north-1');
    expect(elsewhere.region).toBe('cn-north-1');
    expect(JSON.stringify(elsewhere.models)).toContain('.cn-north-1.amazonaws.com.cn/');
    expect(() => modelsReport('mine', CONFIGURED, 'ap-southeast-7')).toThrow(CliError);
    expect(() => modelsReport('mine', CONFIGURED, 'Oregon')).toThrow(
      /^no model has an image in region 'Oregon'; valid: af-south-1, .*us-west-2$/,
    );
  });
});
