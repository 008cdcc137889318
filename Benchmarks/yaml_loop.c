/* Goes over the events of libyaml in a file and does nothing with them: what reading YAML costs at the least.
   Prints the seconds of processor time. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>

int main(int count, char **arguments) {
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file || fseek(file, 0, SEEK_END) != 0) return 2;
    long size = ftell(file);
    unsigned char *bytes = malloc(size > 0 ? size : 1);
    rewind(file);
    if (!bytes || fread(bytes, 1, size, file) != (size_t)size) return 2;
    clock_t start = clock();
    yaml_parser_t parser;
    yaml_event_t event;
    if (!yaml_parser_initialize(&parser)) return 2;
    yaml_parser_set_input_string(&parser, bytes, size);
    for (int at_end = 0; !at_end;) {
        if (!yaml_parser_parse(&parser, &event)) return 1;
        at_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    printf("%.4f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    return 0;
}
