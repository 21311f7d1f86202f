import { Logger } from '@aws-lambda-powertools/logger';

/**
 * The one logger of a function: JSON lines. The stack says whose (POWERTOOLS_SERVICE_NAME), and
 * POWERTOOLS_LOG_LEVEL how much, INFO by default.
 */
export const logger = new Logger();
