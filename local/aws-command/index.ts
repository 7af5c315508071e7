export { awsCommandPackages, installAwsCommand, writeAwsProgram, type InstalledAwsCommand } from './install';
export { awsCommandVersion } from './version';
