#include "app/shell/dialogs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"
#include "core/base/text.h"

namespace app::shell {

using widgets::Box;

void Dialogs::draw(const state::AppState& state, commands::CommandQueue& queue) {
  has_just_opened_ = state.dialog != shown_;
  if (has_just_opened_) {
    shown_ = state.dialog;
    text_.fill('\0');
    folder_.forget();
    if (shown_ == state::Dialog::compare) comparison_.update(state);
    if (shown_ == state::Dialog::attach_orchestrator && state.file && state.file->found_target) {
      state.file->found_target->copy(text_.data(), text_.size() - 1);
    }
    const bool wants_folder = shown_ == state::Dialog::open_folder ||
                              shown_ == state::Dialog::payload_folder;
    if (wants_folder) begin_in_folder_of(state);
  }
  switch (state.dialog) {
    case state::Dialog::none:
      return;
    case state::Dialog::open_file:
      return draw_path_box({"Open a history, trace or scenario",
                            "Type or paste a path, or drop a file onto the window", "Open",
                            "file.open_path"},
                           queue);
    case state::Dialog::open_folder:
      return draw_path_box({"Open the histories of a folder",
                            "Type or paste the path of a folder, or a pattern such as logs/*.json",
                            "Open this folder", "file.open_path", true},
                           queue);
    case state::Dialog::payload_folder:
      return draw_path_box({"Which folder holds the payloads?",
                            "Type or paste the folder with the values stored elsewhere",
                            "Use this folder", "file.open_with_payloads", true},
                           queue);
    case state::Dialog::attach_orchestrator:
      return draw_attach(state, queue);
    case state::Dialog::key_sheet:
      return draw_keys(queue);
    case state::Dialog::consent:
      return draw_consent(state, queue);
    case state::Dialog::choose_orchestrator:
      return draw_choice(state, queue);
    case state::Dialog::stub_missing:
      return draw_stub_offer(state, queue);
    case state::Dialog::rules:
      return draw_rules(state, queue);
    case state::Dialog::compare:
      return draw_compare(state, queue);
    case state::Dialog::accept_finding:
      return draw_accept(state, queue);
  }
}

void Dialogs::begin(const char* title, ImVec2 size, commands::CommandQueue& queue) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const ImVec2 fit{std::min(size.x, screen.x - ui_.px(32)),
                   std::min(size.y, screen.y - ui_.px(32))};
  const ImVec2 at{std::round((screen.x - fit.x) / 2), std::round((screen.y - fit.y) * 0.38f)};
  // A child over everything: it is drawn last, and the panels below it feel no mouse.
  ImGui::SetCursorScreenPos({0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ui_.theme().scrim);
  widgets::compat::begin_child("scrim", screen, false, ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::SetCursorScreenPos(at);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui_.px(20), ui_.px(16)});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, ui_.px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 1.f);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ui_.theme().panel);
  widgets::compat::begin_child("dialog", fit, true, ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  const widgets::Box box{at, {at.x + fit.x, at.y + fit.y}};
  ui_.map.mark("dialog", box.min, box.max, title);
  widgets::label(ui_.fonts.title, ui_.theme().text, title);
  ImGui::Dummy({1, ui_.px(8)});
  const bool clicked_outside = !has_just_opened_ && ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                               !box.contains(ImGui::GetIO().MousePos);
  if (clicked_outside) queue.push("view.close_dialog");
}

void Dialogs::end() {
  ImGui::EndChild();
  ImGui::EndChild();
}

bool Dialogs::text_box(const char* id, const char* hint) {
  ImGui::SetNextItemWidth(-1);
  if (has_just_opened_ || std::exchange(wants_typing_, false)) ImGui::SetKeyboardFocusHere();
  ImGui::PushFont(ui_.fonts.mono);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.f);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui_.px(10), ui_.px(7)});
  const bool entered = ImGui::InputTextWithHint("##box", hint, text_.data(), text_.size(),
                                                ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  ui_.map.mark_item(id, text_.data());
  return entered;
}

namespace {

/// The folder of a path as a text to type on behind, ending with a slash.
std::string folder_of(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path folder =
      path.empty() ? std::filesystem::current_path(failed)
                   : std::filesystem::absolute(path, failed).parent_path();
  return failed || folder.empty() ? std::string() : (folder / "").string();
}

}  // namespace

void Dialogs::begin_in_folder_of(const state::AppState& state) {
  const std::string folder = folder_of(state.file ? state.file->path : "");
  if (folder.size() < text_.size()) folder.copy(text_.data(), text_.size() - 1);
}

void Dialogs::draw_path_box(const PathBox& box, commands::CommandQueue& queue) {
  begin(box.title, {ui_.px(680), ui_.px(460)}, queue);
  const bool entered = text_box("dialog.open/path", box.hint);
  const bool completes = ImGui::IsItemFocused() && widgets::compat::key_pressed(ImGuiKey_Tab);
  folder_.update(text_.data());
  if (completes) {
    const std::string completed = folder_.completed();
    text_.fill('\0');
    completed.copy(text_.data(), text_.size() - 1);
    has_just_opened_ = true;
  }
  const bool can_open = text_.front() != '\0';
  ImGui::Dummy({1, ui_.px(4)});
  draw_entries(box, queue);
  ImGui::Dummy({1, ui_.px(4)});
  const bool clicked = widgets::primary_button(ui_, "dialog.open/open", box.button, can_open);
  if ((entered || clicked) && can_open) {
    queue.push(box.command, commands::TextArgument{expand_home(text_.data())});
  }
  ImGui::SameLine();
  if (widgets::button(ui_, "dialog.cancel", "Cancel")) queue.push("view.close_dialog");
  end();
}

void Dialogs::draw_entries(const PathBox& box, commands::CommandQueue& queue) {
  const float height = ImGui::GetContentRegionAvail().y - ui_.px(44);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("entries", {0, height}, false, 0);
  const auto& entries = folder_.entries();
  // Folders stand first.
  const auto files = std::find_if(entries.begin(), entries.end(),
                                  [](const FolderEntry& entry) { return !entry.is_folder; });
  const auto count = box.wants_folder ? files - entries.begin() : std::ssize(entries);
  if (count == 0) {
    widgets::paragraph(ui_.fonts.text, ui_.theme().text_faint,
                       box.wants_folder ? "No folder here begins with that."
                                        : "No file here begins with that.");
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count), ui_.px(24));
  std::string chosen;
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const FolderEntry& entry = entries[static_cast<std::size_t>(i)];
      const auto row = widgets::list_row(ui_, i, ui_.px(24), widgets::RowTint::none);
      if (ui_.map.is_on()) ui_.map.mark_item("dialog.open/entry." + entry.name, entry.path);
      widgets::draw_text_in(*ImGui::GetWindowDrawList(), ui_.fonts.mono_small,
                            row.box.inset(ui_.px(8), 0),
                            entry.is_folder ? ui_.theme().code_name : ui_.theme().text, entry.name);
      if (!row.clicked) continue;
      if (entry.is_folder)
        chosen = entry.path;
      else
        queue.push(box.command, commands::TextArgument{expand_home(entry.path)});
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  if (chosen.empty()) return;
  text_.fill('\0');
  chosen.copy(text_.data(), text_.size() - 1);
}

void Dialogs::draw_attach(const state::AppState& state, commands::CommandQueue& queue) {
  begin("Attach an orchestrator", {ui_.px(600), ui_.px(240)}, queue);
  widgets::paragraph(
      ui_.fonts.text, ui_.theme().text_muted,
      "Name the code that this history belongs to. It is run in a process of its own, and is "
      "refused the network, other processes and writing files.");
  ImGui::Dummy({1, ui_.px(8)});
  const bool entered = text_box("dialog.attach/target", "orchestrator.py:function");
  ImGui::Dummy({1, ui_.px(4)});
  widgets::label(ui_.fonts.small, ui_.theme().text_faint,
                 "file.py:function, a function app folder, or native:NAME");
  ImGui::Dummy({1, ui_.px(8)});
  const bool can_run = text_.front() != '\0' && state.reading;
  const bool clicked = widgets::primary_button(ui_, "dialog.attach/run", "Run it", can_run);
  if ((clicked || entered) && can_run) {
    queue.push("file.attach_target", commands::TextArgument{expand_home(text_.data())});
  }
  ImGui::SameLine();
  if (widgets::button(ui_, "dialog.cancel", "Cancel")) queue.push("view.close_dialog");
  end();
}

void Dialogs::draw_consent(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.consent) return;
  const bool has_settings = !state.consent->settings.empty();
  begin(has_settings ? "Run the orchestrator of this project?"
                     : "Run the orchestrator found beside this history?",
        {ui_.px(600), ui_.px(has_settings ? 316 : 272)}, queue);
  const widgets::Theme& theme = ui_.theme();
  widgets::paragraph(ui_.fonts.text, theme.text_muted,
                     has_settings ? "The project's settings say how, and it has not been run:"
                                  : "It was found by its name and has not been run:");
  ImGui::Dummy({1, ui_.px(2)});
  widgets::paragraph(ui_.fonts.mono, theme.text, core::base::printable(state.consent->words));
  ui_.map.mark_item("dialog.consent/target", state.consent->words);
  if (has_settings) {
    widgets::paragraph(ui_.fonts.small, theme.text_faint,
                       core::base::printable(state.consent->settings));
  }
  ImGui::Dummy({1, ui_.px(6)});
  widgets::paragraph(
      ui_.fonts.text, theme.text_muted,
      has_settings
          ? "Replaying it shows every pass and every yield. Network, other processes and writing "
            "files are refused while it runs unless the line above allows them. Without it you "
            "see the history alone."
          : "Replaying it shows every pass and every yield. Network, other processes and writing "
            "files are refused while it runs. Without it you see the history alone.");
  ImGui::Dummy({1, ui_.px(12)});
  if (widgets::primary_button(ui_, "dialog.consent/run", "Run and replay"))
    queue.push("file.accept_consent");
  ImGui::SameLine();
  const bool can_remember = state.consent->memory.has_value();
  if (widgets::button(ui_, "dialog.consent/always", "Always run it", can_remember,
                      "What would be run is more than one file that could be remembered")) {
    queue.push("file.remember_consent");
  }
  ImGui::SameLine();
  if (widgets::button(ui_, "dialog.consent/decline", "Show the history only")) {
    queue.push("file.decline_consent");
  }
  ImGui::Dummy({1, ui_.px(6)});
  widgets::paragraph(ui_.fonts.small, theme.text_faint,
                     "Always: in this folder, until the file changes. The File menu forgets it.");
  if (has_just_opened_) return end();
  if (widgets::compat::key_pressed(ImGuiKey_Enter)) queue.push("file.accept_consent");
  end();
}

void Dialogs::draw_choice(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.choice) return;
  begin("Which orchestrator does this history belong to?", {ui_.px(640), ui_.px(380)}, queue);
  const widgets::Theme& theme = ui_.theme();
  widgets::paragraph(ui_.fonts.text, theme.text_muted, state.choice->reason.message);
  ImGui::Dummy({1, ui_.px(6)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("choices", {0, ImGui::GetContentRegionAvail().y - ui_.px(40)}, false,
                               0);
  for (std::size_t i = 0; i < state.choice->found.size(); ++i) {
    const core::session::FoundOrchestrator& found = state.choice->found[i];
    const auto row = widgets::list_row(ui_, static_cast<int>(i), ui_.px(30),
                                       widgets::RowTint::none);
    ui_.map.mark("dialog.choice/row.", i, row.box.min, row.box.max, found.name);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float split = row.box.min.x + row.box.width() * 0.5f;
    widgets::draw_text_in(list, ui_.fonts.text_strong,
                          {{row.box.min.x + ui_.px(8), row.box.min.y}, {split, row.box.max.y}},
                          row.hovered ? theme.focus_text : theme.text, found.name);
    std::array<char, 160> where{};
    const auto end = fmt::format_to_n(where.begin(), where.size(), "{}:{}", found.file, found.line);
    widgets::draw_text_in(
        list, ui_.fonts.mono_small,
        {{split + ui_.px(8), row.box.min.y}, {row.box.max.x - ui_.px(8), row.box.max.y}},
        theme.text_muted, {where.data(), std::min(end.size, where.size())}, widgets::Align::right,
        widgets::Cut::middle);
    widgets::hairline_h(list, row.box.min.x, row.box.max.x, row.box.max.y - 1, theme.hairline);
    if (row.clicked) queue.push("file.attach_target", commands::TextArgument{found.target});
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::Dummy({1, ui_.px(4)});
  if (widgets::button(ui_, "dialog.cancel", "Cancel")) queue.push("view.close_dialog");
  end();
}

void Dialogs::draw_stub_offer(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.lacking) return;
  begin("A package is missing", {ui_.px(680), ui_.px(380)}, queue);
  const widgets::Theme& theme = ui_.theme();
  widgets::compat::begin_child("error", {0, ImGui::GetContentRegionAvail().y - ui_.px(96)}, false,
                               0);
  widgets::paragraph(ui_.fonts.mono_small, theme.text, state.lacking->message);
  ui_.map.mark_item("dialog.stub/error", state.lacking->message);
  ImGui::EndChild();
  widgets::paragraph(ui_.fonts.text, theme.text_muted,
                     "Stand-ins let the code be imported without it. Each is named in a finding, "
                     "and so is every call of one inside the orchestrator.");
  ImGui::Dummy({1, ui_.px(8)});
  if (widgets::primary_button(ui_, "dialog.stub/run", "Run with stand-ins")) {
    queue.push("file.rerun_with_stubs");
  }
  ImGui::SameLine();
  if (widgets::button(ui_, "dialog.cancel", "Cancel")) queue.push("view.close_dialog");
  end();
}

void Dialogs::draw_rules(const state::AppState& state, commands::CommandQueue& queue) {
  begin("Rules", {ui_.px(960), ui_.px(640)}, queue);
  text_box("dialog.rules/filter", "Filter by id or words, e.g. YS10, timer, random");
  ImGui::Dummy({1, ui_.px(4)});
  rules_.draw(state, text_.data(), has_just_opened_, ui_.px(44), queue);
  ImGui::Dummy({1, ui_.px(4)});
  if (widgets::button(ui_, "dialog.cancel", "Close")) queue.push("view.close_dialog");
  end();
}

void Dialogs::draw_accept(const state::AppState& state, commands::CommandQueue& queue) {
  const auto shown = state::shown_finding(state);
  if (!shown) return;
  const core::model::Finding& finding = state.reading->findings[*shown];
  begin("Accept this finding?", {ui_.px(640), ui_.px(300)}, queue);
  const widgets::Theme& theme = ui_.theme();
  widgets::paragraph(ui_.fonts.mono_small, theme.text_faint, finding.id);
  widgets::paragraph(ui_.fonts.text, theme.text,
                     core::base::shorten(core::base::printable(finding.message), 240));
  ImGui::Dummy({1, ui_.px(8)});
  const bool entered = text_box("dialog.accept/reason", "Why it is all right, for those who ask");
  ImGui::Dummy({1, ui_.px(4)});
  widgets::paragraph(ui_.fonts.small, theme.text_faint,
                     "It is kept, and left out by `yieldscope check`, in " +
                         core::base::printable(state.accepted.file.string()));
  ImGui::Dummy({1, ui_.px(8)});
  const bool has_reason = !core::base::trim(text_.data()).empty();
  const bool clicked = widgets::primary_button(ui_, "dialog.accept/accept", "Accept", has_reason);
  // Enter leaves the box; without a reason there is still one to be typed.
  wants_typing_ = entered && !has_reason;
  if ((clicked || entered) && has_reason) {
    queue.push("finding.accept", commands::TextArgument{text_.data()});
  }
  ImGui::SameLine();
  if (widgets::button(ui_, "dialog.cancel", "Cancel")) queue.push("view.close_dialog");
  end();
}

void Dialogs::draw_compare(const state::AppState&, commands::CommandQueue& queue) {
  begin(comparison_.title().c_str(), {ui_.px(1040), ui_.px(640)}, queue);
  comparison_.draw(ui_.px(44));
  ImGui::Dummy({1, ui_.px(4)});
  if (widgets::button(ui_, "dialog.cancel", "Close")) queue.push("view.close_dialog");
  end();
}

float Dialogs::draw_key_group(std::string_view menu, ImVec2 at, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ui_.px(24);
  float y = at.y;
  widgets::draw_text(list, ui_.fonts.text_strong, {at.x, y}, ui_.theme().focus_text, menu);
  y += ui_.px(26);
  for (const commands::Command& command : table_.rows()) {
    if (command.menu != menu || command.chords.empty()) continue;
    float right = at.x + width;
    for (const commands::Chord& chord : command.chords) {
      right -= widgets::draw_key_caps(list, ui_, {right, y + line / 2}, to_text(chord)) + ui_.px(4);
    }
    widgets::draw_text_in(list, ui_.fonts.text, {{at.x, y}, {right - ui_.px(8), y + line}},
                          ui_.theme().text, command.title);
    if (ui_.map.is_on()) {
      ui_.map.mark("dialog.keys/" + std::string(command.id), {at.x, y}, {at.x + width, y + line},
                   to_text(command.chords.front()));
    }
    y += line;
  }
  return y - at.y + ui_.px(16);
}

void Dialogs::draw_keys(commands::CommandQueue& queue) {
  begin("Keys", {ui_.px(820), ui_.px(608)}, queue);
  widgets::compat::begin_child("sheet", {0, ImGui::GetContentRegionAvail().y - ui_.px(40)}, false,
                               0);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float gap = ui_.px(40);
  const float width = (ImGui::GetContentRegionAvail().x - gap - ui_.px(12)) / 2;
  // Replay is the longest group: only the short Help stands below it.
  float left = 0;
  float right = 0;
  for (const std::string_view menu : commands::kMenus) {
    const bool is_right = menu == "Replay" || menu == "Help";
    float& y = is_right ? right : left;
    const float x = is_right ? at.x + width + gap : at.x;
    y += draw_key_group(menu, {x, at.y + y}, width);
  }
  ImGui::Dummy({1, std::max(left, right)});
  ImGui::EndChild();
  ImGui::Dummy({1, ui_.px(4)});
  if (widgets::button(ui_, "dialog.cancel", "Close")) queue.push("view.close_dialog");
  end();
}

}  // namespace app::shell
