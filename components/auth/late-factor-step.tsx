"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import type { FactorStep } from "./factor-step";

const Step = dynamic(() => import("./factor-step").then((late) => late.FactorStep));

/** The second step, fetched by those who come to it: most who sign in have their password alone. */
export function LateFactorStep(props: ComponentProps<typeof FactorStep>) {
  return <Step {...props} />;
}
