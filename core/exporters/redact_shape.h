// A value by its shape: every scalar and every key replaced, lists and objects kept as they nest.
// Made for redact.h. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/model/payload.h"

namespace core::exporters {

/// "<text 12>": the length in code points.
std::string text_mark(std::string_view text);

/// JSON text of the same shape: `{"a":[1,"xy",null]}` gives
/// `{"<text 1>":["<number>","<text 2>",null]}`. JSON inside a string is taken apart likewise, so
/// that texts that held equal values still do. What is no JSON gives its text_mark, unquoted.
std::string shape_of_json(std::string_view text);
/// In one word for a sentence: `<text 5>`, `<number>`, `<boolean>`, `<list 2>`, `<object 3>`,
/// `null`.
std::string shape_in_words(std::string_view text);

model::Payload shape_of(model::PayloadView payload);
/// Of an exception's or a log line's text: always its text_mark; absent stays absent.
model::Payload text_shape_of(model::PayloadView payload);

/// Locals in the form of PROTOCOL.md: types and sizes stay, names are numbered.
std::string shape_of_locals(std::string_view locals);

}  // namespace core::exporters
