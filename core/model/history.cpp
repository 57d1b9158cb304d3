#include "core/model/history.h"
