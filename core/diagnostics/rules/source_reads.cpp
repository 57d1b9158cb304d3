// Reads and acts that the source shows (SEMANTICS 4.3); remarks.cpp matches them with evidence.
#include "core/diagnostics/remarks.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {

Rule source_reads_clock() {
  return {.id = "YS7001",
          .severity = model::Severity::warning,
          .title = "The source reads the clock",
          .explanation =
              "Reading the orchestrator's source shows a read of the wall clock, whether or "
              "not this replay came past it. The clock gives another time in every pass, so "
              "a due time or a branch that follows from it changes under the platform's feet.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Dates and times; analyzer "
              "DURABLE0001 (SEMANTICS 4.3)",
          .example =
              "due = datetime.utcnow() + timedelta(hours=1)\n"
              "# better\n"
              "due = context.current_utc_datetime + timedelta(hours=1)",
          .fix = "Use context.current_utc_datetime.",
          .run = report_remarks};
}

Rule source_draws_random() {
  return {.id = "YS7002",
          .severity = model::Severity::warning,
          .title = "The source draws a random number",
          .explanation =
              "Reading the orchestrator's source shows a draw of a random number. It is "
              "another one in every pass: a branch, an input or an id that follows from it "
              "differs from what the history recorded.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Random numbers (SEMANTICS "
              "4.3)",
          .example =
              "lot = random.randint(1, 6)\n"
              "# better\n"
              "lot = random.Random(context.instance_id).randint(1, 6)",
          .fix = "Draw it in an activity, or seed a generator of your own from the instance id.",
          .run = report_remarks};
}

Rule source_makes_uuid() {
  return {.id = "YS7003",
          .severity = model::Severity::warning,
          .title = "The source makes a random id",
          .explanation =
              "Reading the orchestrator's source shows a random id being made. It is another "
              "one in every pass, so what was created under the first is never found again.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, GUIDs and UUIDs; analyzer "
              "DURABLE0002 (SEMANTICS 4.3)",
          .example =
              "order_id = str(uuid.uuid4())\n"
              "# better\n"
              "order_id = context.new_uuid()",
          .fix = "Use context.new_guid() or context.new_uuid().",
          .run = report_remarks};
}

Rule source_reads_environment() {
  return {.id = "YS7004",
          .severity = model::Severity::information,
          .title = "The source reads the environment",
          .explanation =
              "Reading the orchestrator's source shows a read of a setting or of the machine "
              "it runs on. It can change between two passes of one instance, with a "
              "deployment or a restart.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Environment variables; "
              "analyzer DURABLE0006 (SEMANTICS 4.3)",
          .example =
              "region = os.environ[\"REGION\"]\n"
              "# better: read it in the activity, or where the instance is started\n"
              "region = yield context.call_activity(\"GetRegion\")",
          .fix = "Pass it in as input, or read it in an activity.",
          .run = report_remarks};
}

Rule source_uses_file() {
  return {.id = "YS7005",
          .severity = model::Severity::information,
          .title = "The source uses a file",
          .explanation =
              "Reading the orchestrator's source shows a file being looked at or changed. A "
              "file can change between two passes, and can be missing on the next worker.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, I/O; analyzer DURABLE0005 "
              "(SEMANTICS 4.3)",
          .example =
              "rates = json.load(open(\"rates.json\"))\n"
              "# better\n"
              "rates = yield context.call_activity(\"ReadRates\")",
          .fix = "Use the file in an activity.",
          .run = report_remarks};
}

Rule source_uses_network() {
  return {.id = "YS7006",
          .severity = model::Severity::warning,
          .title = "The source uses the network",
          .explanation =
              "Reading the orchestrator's source shows a call of a network or database "
              "library. Its answer is not recorded, so each pass asks again and may hear "
              "something else.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Network and HTTP; "
              "analyzer DURABLE0005 (SEMANTICS 4.3)",
          .example =
              "page = requests.get(url).text\n"
              "# better\n"
              "page = yield context.call_http(\"GET\", url)",
          .fix = "Move it into an activity, or yield context.call_http(…).",
          .run = report_remarks};
}

Rule source_uses_process() {
  return {.id = "YS7007",
          .severity = model::Severity::warning,
          .title = "The source uses another process",
          .explanation =
              "Reading the orchestrator's source shows a process being started or signalled. "
              "Each pass would do it again.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Blocking APIs (SEMANTICS "
              "4.3)",
          .example =
              "subprocess.run([\"convert\", name])\n"
              "# better\n"
              "yield context.call_activity(\"Convert\", name)",
          .fix = "Move it into an activity.",
          .run = report_remarks};
}

Rule source_sleeps() {
  return {.id = "YS7008",
          .severity = model::Severity::warning,
          .title = "The source waits without a timer",
          .explanation =
              "Reading the orchestrator's source shows a wait that blocks the worker. The "
              "time passes again in every pass, nothing is recorded, and other instances "
              "stand still meanwhile.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Thread-blocking APIs; "
              "analyzer DURABLE0003 (SEMANTICS 4.3)",
          .example =
              "time.sleep(60)\n"
              "# better\n"
              "yield context.create_timer(context.current_utc_datetime + timedelta(seconds=60))",
          .fix = "Yield context.create_timer(…).",
          .run = report_remarks};
}

Rule source_uses_threads() {
  return {.id = "YS7009",
          .severity = model::Severity::warning,
          .title = "The source uses threads or locks",
          .explanation =
              "Reading the orchestrator's source shows threads, locks or executors. What "
              "another thread does, and when, is not in the history; work in parallel "
              "belongs to the platform.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Threading APIs; analyzer "
              "DURABLE0004 (SEMANTICS 4.3)",
          .example =
              "with ThreadPoolExecutor() as pool:\n"
              "    results = list(pool.map(work, items))\n"
              "# better\n"
              "results = yield context.task_all(\n"
              "    [context.call_activity(\"Work\", item) for item in items])",
          .fix = "Start activities and yield context.task_all(…).",
          .run = report_remarks};
}

Rule source_awaits() {
  return {.id = "YS7010",
          .severity = model::Severity::warning,
          .title = "The source awaits",
          .explanation =
              "Reading the orchestrator's source shows async def, await or an event loop. An "
              "orchestrator of this SDK is a generator: only what it yields is recorded.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Async APIs; analyzer "
              "DURABLE0007 (SEMANTICS 4.3)",
          .example =
              "async def flow(context):\n"
              "    return await fetch()\n"
              "# better\n"
              "def flow(context):\n"
              "    return (yield context.call_activity(\"Fetch\"))",
          .fix = "Write a plain function that yields the context's tasks, and await in "
                  "activities.",
          .run = report_remarks};
}

Rule source_uses_binding() {
  return {.id = "YS7011",
          .severity = model::Severity::warning,
          .title = "The source uses another binding",
          .explanation =
              "Reading the orchestrator's source shows a durable client or another binding. "
              "What goes through it is not recorded, so each pass does it again.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Bindings; analyzer "
              "DURABLE0008 (SEMANTICS 4.3)",
          .example =
              "@app.orchestration_trigger(context_name=\"context\")\n"
              "@app.durable_client_input(client_name=\"client\")\n"
              "def flow(context, client): ...\n"
              "# better: bind it to an activity\n"
              "@app.activity_trigger(input_name=\"order\")\n"
              "@app.durable_client_input(client_name=\"client\")\n"
              "def notify(order, client): ...",
          .fix = "Bind it to an activity, and call that.",
          .run = report_remarks};
}

Rule source_changes_global() {
  return {.id = "YS7012",
          .severity = model::Severity::information,
          .title = "The source changes what outlives the pass",
          .explanation =
              "Reading the orchestrator's source shows a module variable, a class attribute "
              "or a cache being changed. It keeps what earlier passes and other instances "
              "left there, and is gone after a restart.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Static variables "
              "(SEMANTICS 4.3)",
          .example =
              "seen = []\n"
              "def flow(context):\n"
              "    seen.append(context.instance_id)\n"
              "# better\n"
              "def flow(context):\n"
              "    seen = [context.instance_id]",
          .fix = "Keep it in a local variable, or set it once when the module is imported.",
          .run = report_remarks};
}

Rule source_follows_order() {
  return {.id = "YS7013",
          .severity = model::Severity::warning,
          .title = "A call follows from an order by chance",
          .explanation =
              "Reading the orchestrator's source shows calls in the order of a set, or of a "
              "folder's entries. It differs from process to process, so two passes on two "
              "workers ask for the same calls in another order.",
          .source =
              "Python data model: texts hash by a seed of the process, so that sets have no order "
              "(SEMANTICS 4.3)",
          .example =
              "for city in {\"Tokyo\", \"Seattle\"}:\n"
              "    yield context.call_activity(\"Hello\", city)\n"
              "# better\n"
              "for city in sorted({\"Tokyo\", \"Seattle\"}):\n"
              "    yield context.call_activity(\"Hello\", city)",
          .fix = "Sort it first: for name in sorted(names).",
          .run = report_remarks};
}

}  // namespace core::diagnostics
