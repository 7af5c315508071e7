export { answerOf, checkOf, questionsOf, type Answer, type Said } from './answers';
export { isAsked, type AskedNeed, type Need } from './needs';
export { needsOf } from './needs-of';
export { doctorReports } from './reports';
