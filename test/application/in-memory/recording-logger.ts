import type { Logger, LogProperties } from '../../../shared/application/ports/logger.ts';

interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly properties: LogProperties;
}

export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];

  info(message: string, properties: LogProperties = {}): void {
    this.lines.push({ level: 'info', message, properties });
  }

  warn(message: string, properties: LogProperties = {}): void {
    this.lines.push({ level: 'warn', message, properties });
  }

  error(message: string, properties: LogProperties = {}): void {
    this.lines.push({ level: 'error', message, properties });
  }
}
