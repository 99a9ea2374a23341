/* app/pyroctl/main.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/pyroctl/command.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static const CtlCommand *const commands[] = {
  &ctl_command_list,
  &ctl_command_lookup,
  &ctl_command_register,
  &ctl_command_remove,
  &ctl_command_tags,
  &ctl_command_ping,
  &ctl_command_info,
  &ctl_command_doctor,
  &ctl_command_call,
  &ctl_command_batch,
  &ctl_command_get,
  &ctl_command_set,
  &ctl_command_decode,
  &ctl_command_ns,
  &ctl_command_echo,
  &ctl_command_gateway,
  &ctl_command_config,
};

#define ABOUT_TARGET \
  "TARGET is a PYRO:, PYRONAME: or PYROMETA: URI, or a name that the name server knows."

#define ABOUT_JSON \
  "With --json, integers have all their digits; tuples and sets are arrays; bytes are\n" \
  "{\"data\": BASE64, \"encoding\": \"base64\"}; nan, the infinities, complex numbers and records of\n" \
  "classes are objects that name their __class__; keys that are no text are Python literals."

#define ABOUT_STATUS \
  "Exit status: 0 done; 1 the remote side raised an exception; 2 the command line is wrong, and\n" \
  "nothing was called; 3 the communication failed, or the output could not be written; 130\n" \
  "interrupted."

#define ABOUT_MORE \
  "“pyroctl COMMAND --help” tells more and gives examples; so does “man pyroctl”."

static const CtlCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i]->name, name))
        return commands[i];
    }

  return NULL;
}

static char *
describe_commands (void)
{
  g_autoptr(GString) text = g_string_new ("Commands:\n");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
  g_string_append (text,
                   "\n" ABOUT_MORE "\n\n" ABOUT_TARGET "\n\n" ABOUT_JSON "\n\n" ABOUT_STATUS);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_command (const CtlCommand *command)
{
  g_autoptr(GString) text = g_string_new (command->takes_target ? ABOUT_TARGET "\n\n" : "");

  if (command->description != NULL)
    g_string_append_printf (text, "%s\n\n", command->description);
  g_string_append_printf (text, "Examples:\n%s", command->examples);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_usage (const CtlCommand *command)
{
  if (command == NULL)
    fprintf (stderr, "Usage: pyroctl [OPTION…] COMMAND [ARGUMENT…]\n"
                     "“pyroctl --help” lists the options and commands.\n");
  else
    fprintf (stderr, "Usage: pyroctl %s [OPTION…]%s%s\n“pyroctl %s --help” tells more.\n",
             command->name, *command->arguments != '\0' ? " " : "", command->arguments, command->name);
}

/* GLib would print it by itself and exit, even when it could not be printed. */
static CtlStatus
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

  ctl_output_text ("%s", g_strchomp (help));

  return CTL_DONE;
}

static CtlStatus
report_unknown_command (const char *name)
{
  g_autoptr(GString) names = g_string_new (commands[0]->name);

  for (gsize i = 1; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (names, "%s%s", i + 1 < G_N_ELEMENTS (commands) ? ", " : " and ",
                            commands[i]->name);
  ctl_report ("There is no command “%s”; there are %s", name, names->str);
  print_usage (NULL);

  return CTL_USAGE;
}

static gboolean
is_negative_number (const char *text)
{
  return text[0] == '-' &&
         (g_ascii_isdigit (text[1]) || text[1] == '.' ||
          g_str_has_prefix (text + 1, "inf") || g_str_has_prefix (text + 1, "nan"));
}

/* A negative number is an argument and not an option. A blank before it hides it from the parser of
 * options, and is taken away again. */
static void
hide_numbers (char **arguments)
{
  for (gsize i = 0; arguments[i] != NULL; i++)
    {
      char *text = arguments[i];

      if (is_negative_number (text))
        {
          arguments[i] = g_strconcat (" ", text, NULL);
          g_free (text);
        }
    }
}

static void
show_numbers (char **arguments)
{
  for (gsize i = 0; arguments[i] != NULL; i++)
    {
      if (arguments[i][0] == ' ' && is_negative_number (arguments[i] + 1))
        memmove (arguments[i], arguments[i] + 1, strlen (arguments[i]));
    }
}

static GOptionContext *
new_context (const CtlCommand *command,
             CtlOptions       *options)
{
  GOptionContext *context = ctl_options_new_context (options, command->arguments, command->options);
  g_autofree char *name = g_strconcat ("pyroctl ", command->name, NULL);
  g_autofree char *description = describe_command (command);

  g_set_prgname (name);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, description);

  return context;
}

static gboolean
check_count (const CtlCommand  *command,
             char             **arguments,
             GError           **error)
{
  int n = (int) g_strv_length (arguments);

  if (n < command->min_arguments)
    {
      g_auto(GStrv) names = g_strsplit (command->arguments, " ", -1);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "%s is missing", names[n]);
      return FALSE;
    }
  if (command->max_arguments >= 0 && n > command->max_arguments)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   "The argument “%s” is one too many", arguments[command->max_arguments]);
      return FALSE;
    }

  return TRUE;
}

/* Texts go to peers, which want UTF-8, whatever the locale says. */
static gboolean
check_encoding (char   **arguments,
                GError **error)
{
  for (gsize i = 0; arguments[i] != NULL; i++)
    {
      if (!g_utf8_validate (arguments[i], -1, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "The argument “%s” is not UTF-8", arguments[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static CtlStatus
usage_error (const CtlCommand *command,
             const GError     *error)
{
  ctl_report ("%s", error->message);
  print_usage (command);

  return CTL_USAGE;
}

/* @arguments begins with the name of the command. */
static CtlStatus
run_command (const CtlCommand *command,
             CtlOptions       *options,
             char           ***arguments)
{
  g_autoptr(GOptionContext) context = new_context (command, options);
  g_autoptr(CtlInquiry) inquiry = NULL;
  g_autoptr(GError) error = NULL;

  if (command->takes_values)
    hide_numbers (*arguments);
  if (!g_option_context_parse_strv (context, arguments, &error))
    return usage_error (command, error);
  if (command->takes_values)
    show_numbers (*arguments);
  if (options->help)
    return print_help (context);

  if (!check_count (command, *arguments + 1, &error))
    return usage_error (command, error);

  inquiry = ctl_inquiry_new (options, &error);
  if (inquiry == NULL)
    {
      ctl_report ("%s", error->message);
      return CTL_USAGE;
    }

  return command->run (inquiry, *arguments + 1);
}

/* Makes `COMMAND --help` of `help COMMAND`, and `--help` of `help` alone. */
static void
turn_help_around (char **arguments)
{
  if (g_strcmp0 (arguments[1], "help") != 0)
    return;

  g_free (arguments[1]);
  arguments[1] = arguments[2] != NULL ? arguments[2] : g_strdup ("--help");
  if (arguments[2] != NULL)
    arguments[2] = g_strdup ("--help");
}

/* @arguments begins with the name of the program. */
static CtlStatus
find_and_run_command (CtlOptions   *options,
                      char       ***arguments)
{
  const CtlCommand *command = find_command ((*arguments)[1]);

  if (command == NULL)
    return report_unknown_command ((*arguments)[1]);

  g_free ((*arguments)[0]);
  memmove (*arguments, *arguments + 1, g_strv_length (*arguments) * sizeof **arguments);

  return run_command (command, options, arguments);
}

static CtlStatus
run (char ***arguments)
{
  g_autofree char *description = describe_commands ();
  g_autoptr(GOptionContext) context = NULL;
  g_auto(CtlOptions) options;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    { NULL }
  };
  g_autoptr(GError) error = NULL;

  if (g_strv_length (*arguments) > 0)
    turn_help_around (*arguments);
  ctl_options_init (&options);
  context = ctl_options_new_context (&options, "COMMAND [ARGUMENT…]", entries);
  g_option_context_set_summary (context, "Calls Python Remote Objects from the command line.");
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);
  if (!check_encoding (*arguments, &error) ||
      !g_option_context_parse_strv (context, arguments, &error))
    return usage_error (NULL, error);

  if (options.help)
    return print_help (context);
  if (version)
    {
      ctl_output_text ("pyroctl %s", PACKAGE_VERSION);
      return CTL_DONE;
    }
  if (g_strv_length (*arguments) < 2)
    {
      ctl_report ("A command is missing");
      print_usage (NULL);
      return CTL_USAGE;
    }

  return find_and_run_command (&options, arguments);
}

/* Where one of these is closed, the first socket would get its number, and what is printed would go
 * to a peer. What is opened here in its place can be neither read nor written. */
static void
occupy_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
        open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) arguments = NULL;
  CtlStatus status;

  occupy_standard_files ();
  setlocale (LC_ALL, "");
  g_set_prgname ("pyroctl");
  arguments = g_strdupv (argv);
  status = run (&arguments);

  return ctl_output_end () || status != CTL_DONE ? status : CTL_FAILED;
}
