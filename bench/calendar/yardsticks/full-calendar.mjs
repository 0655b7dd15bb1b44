import { Calendar } from "fullcalendar";
import interactionPlugin from "fullcalendar/interaction";
import multiMonthPlugin from "fullcalendar/multimonth";
import classicThemePlugin from "fullcalendar/themes/classic";
import timeGridPlugin from "fullcalendar/timegrid";
import "fullcalendar/skeleton.css";
import "fullcalendar/themes/classic/palette.css";
import "fullcalendar/themes/classic/theme.css";

const { view, date, events } = await (await fetch("/events.json")).json();
const element = document.getElementById("calendar");
if (element === null) throw new Error("the page has no place for the calendar");
new Calendar(element, {
  plugins: [timeGridPlugin, multiMonthPlugin, interactionPlugin, classicThemePlugin],
  initialView: view === "week" ? "timeGridWeek" : "multiMonthYear",
  multiMonthMaxColumns: 1,
  duration: view === "week" ? undefined : { months: 3 },
  initialDate: date,
  firstDay: 1,
  height: 860,
  scrollTime: "06:00:00",
  editable: true,
  // The months show a few of each day and how many more, as ours does.
  dayMaxEvents: view === "week" ? false : 4,
  // Its own class names say nothing and change with every build of it.
  eventClass: "bench-event",
  events,
}).render();
