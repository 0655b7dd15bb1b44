import type { api } from "@/lib/rpc/client";
export type TrainInList = Awaited<ReturnType<typeof api.trains.list.call>>["trains"][number];

export type TrainEntry = Awaited<ReturnType<typeof api.trains.get.call>>["train"];
export type DepartureRow = Awaited<ReturnType<typeof api.trains.departures.call>>["departures"][number];
export type DepartureDetail = Awaited<ReturnType<typeof api.trains.departure.call>>;
export type TicketRow = DepartureDetail["tickets"][number];
export type BlockerRow = DepartureDetail["blockers"][number];
export type TeamAnswer = DepartureDetail["rollCall"][number];
export type LineStation = DepartureDetail["line"]["stations"][number];
export type LineStop = LineStation["stops"][number];
export type TrainPreviewData = Awaited<ReturnType<typeof api.trains.preview.call>>;
export type ReleaseTickets = Awaited<ReturnType<typeof api.trains.ofRelease.call>>;
export type ImportPreviewData = Awaited<ReturnType<typeof api.trains.previewImport.call>>;
