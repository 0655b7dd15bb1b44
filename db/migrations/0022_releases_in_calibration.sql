ALTER TABLE "forecast_calibrations" ADD COLUMN "releases" integer;--> statement-breakpoint
-- Of how many releases an earlier night's forecasts were is not known any more: each counts as one, as it did that night.
UPDATE "forecast_calibrations" SET
  "releases" = "cases",
  "bins" = coalesce((
    SELECT jsonb_agg(bin || jsonb_build_object('releases', bin -> 'forecasts') ORDER BY place)
    FROM jsonb_array_elements("bins") WITH ORDINALITY AS each(bin, place)
  ), '[]');--> statement-breakpoint
ALTER TABLE "forecast_calibrations" ALTER COLUMN "releases" SET NOT NULL;
