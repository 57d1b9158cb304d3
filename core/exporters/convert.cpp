#include "core/exporters/convert.h"

#include <array>

namespace core::exporters {

std::span<const HistoryFormat> history_formats() {
  static constexpr std::array kFormats{
      HistoryFormat{"worker", "worker payload", ".worker.json", worker_payload},
      HistoryFormat{"protobuf-json", "protobuf request", ".protobuf.json", protobuf_json},
  };
  return kFormats;
}

}  // namespace core::exporters
