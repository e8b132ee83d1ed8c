namespace TencentcloudRefresh.InstanceRefresh.Report.Page;

/// <summary>The style sheet of the page. Colours keep a contrast of 4.5:1 for text in both schemes; no state is told by colour alone.</summary>
internal static class PageStyle
{
    public const string Sheet = """
        :root {
          --paper: #f6f7f9; --card: #ffffff; --ink: #1b2230; --quiet: #586174; --line: #dde1e8; --soft: #eceff4;
          --good: #1a7f4b; --failed: #c4314b; --working: #2563c9; --paused: #b4770b; --idle: #8b94a5; --on: #ffffff;
          --failed-soft: #fdf0f2; --slash: #e58a9a;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #11151c; --card: #1a2029; --ink: #e6eaf1; --quiet: #9aa5b8; --line: #2d3542; --soft: #252d39;
            --good: #41b87b; --failed: #f0718a; --working: #6ea2f5; --paused: #dba643; --idle: #6d788b; --on: #11151c;
            --failed-soft: #2c1d25; --slash: #9c3a50;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 28px 20px 48px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 2px 0 12px; overflow-wrap: anywhere; }
        h2 { font-size: 16px; margin: 0 0 10px; }
        p { margin: 0; }
        code { font: 0.92em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        .over, .quiet, .images { color: var(--quiet); } .images { margin-top: 8px; } header code { display: inline-block; max-width: 100%; }
        .badge { display: inline-block; padding: 2px 10px; border-radius: 99px; font-weight: 600; font-size: 13px; color: var(--on); background: var(--idle); overflow-wrap: anywhere; }
        .badge.good { background: var(--good); } .badge.failed { background: var(--failed); } .badge.waiting, .badge.doubtful { background: var(--paused); }
        section { margin-top: 18px; padding: 18px 20px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
        .progress { display: flex; gap: 2px; height: 10px; border-radius: 5px; overflow: hidden; background: var(--soft); margin-bottom: 16px; }
        .progress span { flex-basis: 0; min-width: 3px; } .badge + .quiet, .id + .badge { margin-left: 6px; }
        .progress .good, i.good { background: var(--good); } .progress .failed, i.failed { background: var(--failed); } .progress .working, i.working { background: var(--working); }
        .progress .idle, i.idle { background: var(--idle); } i.paused { background: var(--paused); }
        i { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 7px; }
        dl { margin: 0; } dd { margin: 0; }
        .tiles { display: flex; flex-wrap: wrap; gap: 14px 36px; }
        .tiles > div { display: flex; flex-direction: column-reverse; }
        .tiles dt { color: var(--quiet); font-size: 13px; }
        .tiles dd { font-size: 24px; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .tiles small { font-size: 15px; font-weight: 400; color: var(--quiet); }
        .tiles .alarm dd { color: var(--failed); }
        .advice.failed { border-color: var(--failed); background: var(--failed-soft); }
        .advice ul { margin: 0; padding-left: 20px; } .advice ul + h2 { margin-top: 16px; } .advice li { overflow-wrap: anywhere; }
        .cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); }
        .cards li { border: 1px solid var(--line); border-left: 4px solid var(--failed); border-radius: 8px; padding: 10px 14px; }
        .cards .id { font-weight: 600; } .cards .said { margin: 6px 0 4px; overflow-wrap: anywhere; } .cards .quiet { font-size: 13px; }
        figure { margin: 0; } figcaption { color: var(--quiet); font-size: 13px; margin-top: 10px; }
        .legend { list-style: none; margin: 0 0 8px; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; color: var(--quiet); }
        .legend b { margin-right: 5px; font-size: 10px; } .legend .failed { background: repeating-linear-gradient(45deg, var(--failed) 0 3px, var(--slash) 3px 5px); }
        .frame { padding: 0 18px 0 104px; overflow: hidden; }
        .timeline { display: block; overflow: visible; }
        .timeline text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        .timeline .label { font: 11.5px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--quiet); }
        .timeline .row-title { font-weight: 600; font-size: 12.5px; paint-order: stroke; stroke: var(--card); stroke-width: 5px; }
        .timeline .tick { stroke: var(--line); } .timeline .tick-text { fill: var(--quiet); text-anchor: middle; font-variant-numeric: tabular-nums; }
        .timeline .cut { fill: var(--soft); } .timeline .cut-text { fill: var(--quiet); text-anchor: middle; font-size: 11px; }
        .timeline .good { fill: var(--good); } .timeline .working { fill: var(--working); } .timeline .paused { fill: var(--paused); } .timeline .idle, .timeline .rolling { fill: var(--idle); }
        .timeline .failed { fill: var(--failed); } .timeline .bar.failed { fill: url(#hatch); } .timeline .bad { fill: var(--failed); } .timeline .slash { fill: var(--slash); }
        .timeline .still-bad { stroke: var(--failed); stroke-dasharray: 2 3; stroke-width: 2; }
        .timeline .cross { fill: var(--failed); font-weight: 700; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
        .timeline .deed { font-size: 9px; text-anchor: middle; } .deed { color: var(--ink); fill: var(--ink); }
        .scroll { overflow-x: auto; } .scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--working); outline-offset: 3px; border-radius: 4px; }
        table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
        th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 13px; } th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        td { white-space: nowrap; } td:last-child { white-space: normal; } .number { text-align: right; } .state { padding-left: 17px; } .state i { margin-left: -17px; } tbody tr:last-child td { border-bottom: 0; }
        summary { cursor: pointer; font-weight: 600; } details[open] summary { margin-bottom: 12px; } .more { margin-top: 12px; }
        .events { list-style: none; margin: 0; padding: 0; font-size: 14px; } .events li { display: flex; gap: 14px; padding: 3px 0; }
        .events time { flex: none; color: var(--quiet); font-variant-numeric: tabular-nums; } .events span { overflow-wrap: anywhere; min-width: 0; }
        .events .instance span { color: var(--failed); } .events .action span { font-weight: 600; }
        footer { margin-top: 22px; padding: 0 4px; font-size: 13px; color: var(--quiet); }
        footer dl > div { display: flex; gap: 12px; padding: 2px 0; } footer dt { flex: 0 0 140px; } footer dd { min-width: 0; overflow-wrap: anywhere; }
        @media (max-width: 560px) {
          main { padding: 18px 10px 32px; } section { padding: 14px 12px; } h1 { font-size: 21px; } .tiles { gap: 12px 24px; } .tiles dd { font-size: 20px; }
          footer dl > div { flex-direction: column; gap: 0; margin-bottom: 6px; } footer dt { flex: none; }
          .wide { display: none; } table { font-size: 13px; } th, td { padding-right: 10px; } td { white-space: normal; } td code { white-space: nowrap; }
        }
        @media print { body { background: none; } section { break-inside: avoid; } }
        """;
}
