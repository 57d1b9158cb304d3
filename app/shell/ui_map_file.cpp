#include "app/shell/ui_map_file.h"

#include <array>

#include "core/base/json_writer.h"

namespace app::shell {
namespace {

using core::base::JsonWriter;

std::string_view name_of(state::Dialog dialog) {
  constexpr std::array<std::string_view, 12> kNames{
      "none",    "open_file",           "attach_orchestrator", "key_sheet",
      "consent", "choose_orchestrator", "stub_missing",        "rules",
      "compare", "accept_finding",      "open_folder",         "payload_folder"};
  return kNames[static_cast<std::size_t>(dialog)];
}

void write_position(JsonWriter& json, const state::AppState& state) {
  json.key("focus").string(state::locator_text(state));
  json.key("event");
  if (state.derived.event == core::model::kNoEvent)
    json.null();
  else
    json.number(static_cast<std::int64_t>(state.derived.event.value));
  json.key("line");
  if (state.derived.line)
    json.number(static_cast<std::int64_t>(state.derived.line->line));
  else
    json.null();
  json.key("finding");
  if (state.finding)
    json.number(static_cast<std::int64_t>(*state.finding));
  else
    json.null();
}

void write_messages(JsonWriter& json, const state::AppState& state) {
  json.key("messages").begin_array();
  for (const state::Message& message : state.messages) {
    json.begin_object();
    json.key("id").number(static_cast<std::int64_t>(message.id));
    json.key("code").string(message.error.code);
    json.key("text").string(core::base::to_text(message.error));
    json.end_object();
  }
  json.end_array();
}

void write_widgets(JsonWriter& json, const widgets::UiMap& map) {
  json.key("widgets").begin_array();
  for (const widgets::MarkedWidget& widget : map.widgets()) {
    json.begin_object();
    json.key("id").string(widget.id);
    json.key("rect").begin_array();
    for (const float side : {widget.min.x, widget.min.y, widget.max.x, widget.max.y}) {
      json.number(static_cast<std::int64_t>(side));
    }
    json.end_array();
    json.key("label").string(widget.label);
    json.key("enabled").boolean(widget.enabled);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string ui_map_json(const widgets::Ui& ui, const state::AppState& state, std::uint64_t frame) {
  JsonWriter json;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  json.begin_object();
  json.key("frame").number(static_cast<std::int64_t>(frame));
  json.key("settled").boolean(true);
  json.key("window").begin_array();
  json.number(static_cast<std::int64_t>(size.x))
      .number(static_cast<std::int64_t>(size.y))
      .end_array();
  json.key("theme").string(ui.theme().name);
  json.key("scale").number(static_cast<double>(ui.scale));
  json.key("file").string(state.file ? state.file->path : "");
  json.key("instance").string(state.reading ? state.reading->snapshot->instance_id : "");
  json.key("passes").number(
      state.reading ? static_cast<std::int64_t>(state.reading->stops.passes.size()) : 0);
  json.key("has_trace").boolean(state::trace_of(state) != nullptr);
  write_position(json, state);
  json.key("dialog").string(name_of(state.dialog));
  json.key("notice").string(state.notice);
  json.key("job").string(state.job ? state.job->title : "");
  write_messages(json, state);
  write_widgets(json, ui.map);
  json.end_object();
  return json.take();
}

}  // namespace app::shell
