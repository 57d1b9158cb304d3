#include "app/panels/looks.h"

namespace app::panels {

using widgets::CellLook;
using widgets::KindLook;
using widgets::Tone;

CellLook look_of(core::model::CellState state) {
  switch (state) {
    case core::model::CellState::not_reached:
      return CellLook::not_reached;
    case core::model::CellState::replayed:
      return CellLook::replayed;
    case core::model::CellState::fresh:
      return CellLook::fresh;
    case core::model::CellState::waiting:
      return CellLook::waiting;
    case core::model::CellState::diverged:
      return CellLook::diverged;
    case core::model::CellState::failed:
      return CellLook::failed;
  }
  return CellLook::not_reached;
}

KindLook look_of(core::model::ActionKind kind) {
  switch (kind) {
    case core::model::ActionKind::activity:
    case core::model::ActionKind::activity_with_retry:
      return KindLook::activity;
    case core::model::ActionKind::sub_orchestration:
    case core::model::ActionKind::sub_orchestration_with_retry:
      return KindLook::child;
    case core::model::ActionKind::timer:
      return KindLook::timer;
    case core::model::ActionKind::external_event:
      return KindLook::event;
    case core::model::ActionKind::entity_call:
    case core::model::ActionKind::entity_signal:
      return KindLook::entity;
    case core::model::ActionKind::http:
      return KindLook::http;
    case core::model::ActionKind::any:
    case core::model::ActionKind::all:
      return KindLook::group;
    case core::model::ActionKind::value:
      return KindLook::value;
  }
  return KindLook::activity;
}

KindLook look_of(views::LaneKind kind) {
  switch (kind) {
    case views::LaneKind::activity:
      return KindLook::activity;
    case views::LaneKind::sub_orchestration:
      return KindLook::child;
    case views::LaneKind::timer:
      return KindLook::timer;
    case views::LaneKind::external_event:
      return KindLook::event;
    case views::LaneKind::entity:
      return KindLook::entity;
  }
  return KindLook::activity;
}

Tone tone_of(core::model::Severity severity) {
  switch (severity) {
    case core::model::Severity::error:
      return Tone::error;
    case core::model::Severity::warning:
      return Tone::warning;
    case core::model::Severity::information:
      return Tone::information;
  }
  return Tone::neutral;
}

ImU32 color_of(const widgets::Theme& theme, core::model::Severity severity) {
  switch (severity) {
    case core::model::Severity::error:
      return theme.finding_error;
    case core::model::Severity::warning:
      return theme.finding_warning;
    case core::model::Severity::information:
      return theme.finding_information;
  }
  return theme.text_muted;
}

}  // namespace app::panels
