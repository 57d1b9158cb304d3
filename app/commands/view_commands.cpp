#include "app/commands/command_table.h"
#include "app/commands/document_jobs.h"
#include "app/commands/rows.h"

namespace app::commands {

namespace {

using state::AppState;
using state::Dialog;
using state::Theme;

constexpr float kScaleStep = 0.25F;

void toggle_theme(CommandContext& context, const Argument&) {
  Theme& theme = context.state.preferences.theme;
  theme = theme == Theme::dark ? Theme::light : Theme::dark;
}

std::string can_grow(const AppState& state) {
  return state.preferences.scale < state::kMaxScale ? "" : "This is the largest scale";
}

std::string can_shrink(const AppState& state) {
  return state.preferences.scale > state::kMinScale ? "" : "This is the smallest scale";
}

void scale_up(CommandContext& context, const Argument&) {
  state::set_scale(context.state, context.state.preferences.scale + kScaleStep);
}

void scale_down(CommandContext& context, const Argument&) {
  state::set_scale(context.state, context.state.preferences.scale - kScaleStep);
}

void scale_reset(CommandContext& context, const Argument&) {
  state::set_scale(context.state, 1.0F);
}

void reset_layout(CommandContext& context, const Argument&) {
  context.state.preferences.arrangement = {};
  ++context.state.arrangement_version;
}

/// Takes what a person dragged the border to as low, and goes back to the usual height.
void toggle_tall_bottom(CommandContext& context, const Argument&) {
  float& bottom = context.state.preferences.arrangement.shares.bottom;
  constexpr float kNearly = 0.05F;
  const bool is_tall = bottom > state::kTallBottom - kNearly;
  bottom = is_tall ? state::LayoutShares{}.bottom : state::kTallBottom;
  ++context.state.arrangement_version;
}

void toggle_replayed_log(CommandContext& context, const Argument&) {
  bool& hides = context.state.filters.hides_replayed_log;
  hides = !hides;
}

void filter_history(CommandContext& context, const Argument& argument) {
  context.state.filters.history = std::get<TextArgument>(argument).text;
  context.state.filters.history_came_last = true;
}

void filter_history_box(CommandContext& context, const Argument&) {
  ++context.state.filters.history_typing;
}

std::string needs_list(const AppState& state) {
  return state.file && state.file->instances->size() > 1
             ? ""
             : "What is open holds one instance; a list needs several";
}

void filter_instances_box(CommandContext& context, const Argument&) {
  ++context.state.instances.typing_version;
}

void filter_instances(CommandContext& context, const Argument& argument) {
  state::InstanceFilter filter = context.state.instances.filter;
  filter.text = std::get<TextArgument>(argument).text;
  context.state.filters.history_came_last = false;
  state::set_filter(context.state.instances, std::move(filter));
}

void toggle_group(CommandContext& context, const Argument& argument) {
  const std::uint64_t group = std::get<NumberArgument>(argument).number;
  if (group >= state::kInstanceGroups) return;
  state::InstanceFilter filter = context.state.instances.filter;
  filter.toggle(static_cast<state::InstanceGroup>(group));
  context.state.filters.history_came_last = false;
  state::set_filter(context.state.instances, std::move(filter));
}

std::string needs_instance_filter(const AppState& state) {
  return state.instances.filter.is_empty() ? "No instance is hidden" : "";
}

void clear_instance_filter(CommandContext& context, const Argument&) {
  state::set_filter(context.state.instances, {});
}

void fold_instance(CommandContext& context, const Argument& argument) {
  state::toggle_folded(context.state.instances, std::get<NumberArgument>(argument).number);
}

void move_cursor(CommandContext& context, const Argument& argument) {
  context.state.instances.cursor = std::get<NumberArgument>(argument).number;
  ++context.state.instances.cursor_version;
}

std::string needs_dialog(const AppState& state) {
  return state.dialog == Dialog::none ? "Nothing is open to be closed" : "";
}

/// Closing the question is a no.
void close_dialog(CommandContext& context, const Argument&) {
  if (context.state.dialog == Dialog::consent) context.state.consent.reset();
  // An error that was only a question before is an error when nothing is done about it.
  if (context.state.dialog == Dialog::choose_orchestrator && context.state.choice) {
    state::add_message(context.state, context.state.choice->reason);
  }
  if (context.state.dialog == Dialog::stub_missing && context.state.lacking) {
    state::add_message(context.state, *context.state.lacking);
  }
  context.state.choice.reset();
  context.state.lacking.reset();
  context.state.dialog = Dialog::none;
}

std::string can_back_out(const AppState& state) {
  const bool is_filtered = !state.instances.filter.is_empty() || !state.filters.history.empty();
  if (state.dialog != Dialog::none || state.job || is_filtered) return "";
  return "No box is open, nothing is running, and nothing is filtered";
}

/// One thing at a time: the box that is open, the work under way, the filter that was typed last, the
/// other one.
void back_out(CommandContext& context, const Argument& argument) {
  if (context.state.dialog != Dialog::none) return close_dialog(context, argument);
  if (context.state.job) return context.jobs.cancel(context.state);
  std::string& history = context.state.filters.history;
  const bool clears_list = !context.state.instances.filter.is_empty();
  if (clears_list && (history.empty() || !context.state.filters.history_came_last)) {
    return clear_instance_filter(context, argument);
  }
  history.clear();
}

void copy_text(CommandContext& context, const Argument& argument) {
  if (context.copy_text) context.copy_text(std::get<TextArgument>(argument).text);
  context.state.notice = "Copied";
}

void dismiss_message(CommandContext& context, const Argument& argument) {
  state::dismiss_message(context.state, std::get<NumberArgument>(argument).number);
}

}  // namespace

std::vector<Command> view_commands() {
  return {
      {.id = "view.theme", .title = "Switch dark and light",
       .description = "Changes between the dark and the light theme.", .menu = "View",
       .search = "theme colour color", .enabled = always, .run = toggle_theme},
      {.id = "view.scale_up", .title = "Larger", .description = "Makes text and panels larger.",
       .menu = "View", .chords = chords({"Ctrl++", "Ctrl+="}), .search = "zoom scale font size",
       .repeats = true, .begins_group = true, .enabled = can_grow, .run = scale_up},
      {.id = "view.scale_down", .title = "Smaller", .description = "Makes text and panels smaller.",
       .menu = "View", .chords = chords({"Ctrl+-"}), .search = "zoom scale font size",
       .repeats = true, .enabled = can_shrink, .run = scale_down},
      {.id = "view.scale_reset", .title = "Normal size",
       .description = "Sets text and panels back to the monitor's own scale.", .menu = "View",
       .chords = chords({"Ctrl+0"}), .search = "zoom scale font reset", .enabled = always,
       .run = scale_reset},
      {.id = "view.reset_layout", .title = "Reset the layout",
       .description = "Puts every panel and border back to where the program has them.",
       .menu = "View", .search = "panels splitters regions default", .begins_group = true,
       .enabled = always, .run = reset_layout},
      {.id = "view.tall_bottom", .title = "Taller or lower panels below",
       .description = "Gives the lower panels most of the window, or their usual height back.",
       .menu = "View", .chords = chords({"Q"}), .search = "drawer card enlarge room findings",
       .enabled = needs_file, .run = toggle_tall_bottom},
      {.id = "view.replayed_log", .title = "Hide or show replayed log lines",
       .description = "Hides log lines that an earlier pass had already written, or shows them.",
       .menu = "View", .search = "print output duplicate", .begins_group = true, .enabled = always,
       .run = toggle_replayed_log},
      {.id = "view.filter_history_box", .title = "Filter the history…",
       .description = "Puts the cursor into the filter of the history's table.", .menu = "View",
       .chords = chords({"/", "Ctrl+F"}), .search = "find search events payload",
       .begins_group = true, .enabled = needs_file, .run = filter_history_box},
      {.id = "view.filter_instances_box", .title = "Filter the instances…",
       .description = "Puts the cursor into the filter of the list: Up and Down move, Enter opens.",
       .menu = "View", .chords = chords({"Ctrl+Shift+F"}), .search = "find search list id name",
       .enabled = needs_list, .run = filter_instances_box},
      {.id = "view.clear_instance_filter", .title = "Show every instance",
       .description = "Takes the filter off the list of instances.", .menu = "View",
       .search = "clear filter list", .enabled = needs_instance_filter,
       .run = clear_instance_filter},
      {.id = "view.filter_instances", .title = "Filter the instances by text",
       .description = "Shows the instances whose name, id or file holds the text typed or fits its "
                      "wildcards.",
       .takes = Takes::text, .enabled = needs_file, .run = filter_instances},
      {.id = "view.instance_group", .title = "Filter the instances by status",
       .description = "Shows those of one status, or of several that are chosen together.",
       .takes = Takes::number, .enabled = needs_file, .run = toggle_group},
      {.id = "view.fold_instance", .title = "Fold or unfold the children",
       .description = "Puts the children of an instance out of sight, or shows them.",
       .takes = Takes::number, .enabled = needs_file, .run = fold_instance},
      {.id = "view.instance_cursor", .title = "Move in the list of instances",
       .description = "Chooses the instance that Enter opens.", .takes = Takes::number,
       .enabled = needs_file, .run = move_cursor},
      {.id = "view.filter_history", .title = "Filter the history",
       .description = "Shows the events whose type, name or payload holds the text typed.",
       .takes = Takes::text, .enabled = needs_file, .run = filter_history},
      {.id = "view.copy_text", .title = "Copy this",
       .description = "Copies a payload or a finding to the clipboard.", .takes = Takes::text,
       .enabled = always, .run = copy_text},
      {.id = "view.close_dialog", .title = "Close this box",
       .description = "Closes the box that is open, changing nothing.", .menu = "View",
       .begins_group = true, .enabled = needs_dialog, .run = close_dialog},
      {.id = "view.back_out", .title = "Close, cancel or clear",
       .description = "Closes the box that is open, else cancels what is running, else clears a "
                      "filter.",
       .menu = "View", .chords = chords({"Esc"}), .search = "cancel dismiss escape stop",
       .enabled = can_back_out, .run = back_out},
      {.id = "view.dismiss_message", .title = "Dismiss this message",
       .description = "Takes the message off the screen.", .takes = Takes::number,
       .enabled = always, .run = dismiss_message},
  };
}

}  // namespace app::commands
