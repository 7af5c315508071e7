import { ROTATION_STEPS, type Rotation, type RotationStep } from '../topology';
import { plain, type Style } from './style';

/** A rotation as a program reads it. */
export interface RotationJson {
  /** Key of the authority that is replaced. */
  readonly from: string;
  /** Key of the one that takes its place. */
  readonly to: string;
  readonly step: RotationStep;
  /** The step of the next deploy; absent after the last one. */
  readonly next?: RotationStep;
}

const MEANINGS: Readonly<Record<RotationStep, (rotation: Rotation) => string>> = {
  trust: ({ from }) => `both are trusted, and certificates come from "${from}"`,
  issue: ({ to }) => `both are trusted, and certificates come from "${to}"`,
  finish: ({ to }) => `only "${to}" is trusted`,
};

const nextOf = ({ step }: Rotation): RotationStep | undefined =>
  ROTATION_STEPS[ROTATION_STEPS.indexOf(step) + 1];

export function rotationJson(rotation: Rotation): RotationJson {
  const { from, to, step } = rotation;
  const next = nextOf(rotation);
  return { from, to, step, ...(next !== undefined && { next }) };
}

/** Which step a rotation is in, and what to write for the next deploy. */
export function rotationText(rotation: Rotation, style: Style = plain): readonly string[] {
  const { from, to, step } = rotation;
  const next = nextOf(rotation);
  const number = `${ROTATION_STEPS.indexOf(step) + 1} of ${ROTATION_STEPS.length}`;
  const then =
    next === undefined
      ? `drop rotation and authority "${from}", and write ${to} where certificates and trusts name ${from}`
      : `rotation: { from: ${from}, to: ${to}, step: ${next} }`;
  return [
    style.strong(`rotation of authority "${from}" to "${to}", step ${number}, ${step}`),
    `${step}: ${MEANINGS[step](rotation)}`,
    style.faint(`next, once every proxy runs with this step: ${then}`),
  ];
}
