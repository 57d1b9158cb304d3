#include "core/model/event_type.h"
