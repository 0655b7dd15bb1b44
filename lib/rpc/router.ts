import { accessProcedures } from "@/lib/access/procedures";
import { departuresProcedures } from "@/lib/access/procedures/departures";
import { peopleProcedures } from "@/lib/people/procedures";
import { servicesProcedures } from "@/lib/services/procedures";

/** Every procedure of the product, by noun: the doors, the API description and the permission matrix are made from this. */
export const router = {
  access: accessProcedures,
  departures: departuresProcedures,
  people: peopleProcedures,
  services: servicesProcedures,
};

export type AppRouter = typeof router;
