export { awsCommandPackages, installAwsCommand, writeAwsProgram } from './install';
export { awsCommandVersion } from './version';
