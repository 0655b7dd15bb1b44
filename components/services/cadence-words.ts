import type { Cadence } from "@/lib/domain/service-cadence";

export const cadenceWords: Record<Cadence, { name: string; hint: string }> = {
  slow: { name: "Slow", hint: "A few windows a week or month, slots booked inside them." },
  train: { name: "Train", hint: "Leaves with a shared timetable." },
  quick: { name: "Quick", hint: "Many windows and slots a day, booked by the team itself." },
  continuous: { name: "Continuous", hint: "Deploys at any time while its safety net is proven." },
};
