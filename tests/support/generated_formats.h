// Files of the formats that people export, of any size: the same orders, each a chain of calls,
// spelled as each tool spells them. Made for the benchmark import_formats, which keeps them in the
// temporary folder, and for the tests of progress and cancelling.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace tests {

/// One row of a generated history.
struct GeneratedEvent {
  int type = 0;  ///< DTFx number
  std::string_view type_name;
  std::int64_t id = -1;
  std::int64_t link = -1;
  std::string time;       ///< ISO 8601 with seven digits
  std::string scheduled;  ///< time of the call that this answers, or empty
  std::string name;
  std::string payload;
  bool is_played = false;
};

/// Of one instance, by number.
struct GeneratedInstance {
  std::string id;
  std::string execution;
  std::size_t number = 0;
  std::size_t events = 0;
};
/// Gives the events one after another: passes of one call each.
void generate_events(const GeneratedInstance& instance,
                     const std::function<void(const GeneratedEvent&)>& take);

/// One file to import. `events` are those of the platform; a format may merge or leave out some.
struct FormatFile {
  std::string_view name;  ///< e.g. "storage-csv"
  std::size_t instances;
  std::size_t events;     ///< of each instance
  void (*write)(const FormatFile& file, std::string& out);
};
/// Of the sizes that the benchmark measures.
std::span<const FormatFile> format_files();
/// Writes it unless it is there. Throws std::runtime_error.
std::filesystem::path format_file(const FormatFile& file);

// How each is written: tables in generated_tables.cpp, lists in generated_lists.cpp, the formats
// that are small in practice in generated_others.cpp.
void write_storage_csv(const FormatFile& file, std::string& out);
void write_storage_odata(const FormatFile& file, std::string& out);
void write_mssql_csv(const FormatFile& file, std::string& out);
void write_mssql_json(const FormatFile& file, std::string& out);
void write_app_insights(const FormatFile& file, std::string& out);
void write_protobuf(const FormatFile& file, std::string& out);
void write_sdk_lines(const FormatFile& file, std::string& out);
void write_http_status(const FormatFile& file, std::string& out);
void write_monitor(const FormatFile& file, std::string& out);
void write_temporal(const FormatFile& file, std::string& out);
void write_dtfx_array(const FormatFile& file, std::string& out);
void write_dtfx_objects(const FormatFile& file, std::string& out);
void write_worker_payload(const FormatFile& file, std::string& out);
void write_aws_durable(const FormatFile& file, std::string& out);
void write_dapr_cli(const FormatFile& file, std::string& out);
void write_cadence(const FormatFile& file, std::string& out);
void write_instances_table(const FormatFile& file, std::string& out);

/// The instance of that number.
GeneratedInstance instance_of(const FormatFile& file, std::size_t number);

}  // namespace tests
