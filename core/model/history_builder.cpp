#include "core/model/history_builder.h"
