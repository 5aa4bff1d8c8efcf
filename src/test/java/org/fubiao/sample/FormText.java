package org.fubiao.sample;

import java.util.Arrays;
import java.util.List;

/** The forms as they are printed. Matrix forms have the label of a row as their first column. */
enum FormText {
    SERVICE_ITEMS(
            "政务服务事项台账",
            Last.ITEMS,
            "序号 事项编码|编码 事项名称|政务服务事项名称 事项类型|类型 行使层级|层级 设立依据|法律依据 设立日期|列入清单日期 "
                    + "办理时限/法定时限|法定办理时限|工作日 办理时限/承诺时限|承诺办理时限|工作日 便利化程度/网上办|是否网上办 "
                    + "便利化程度/一次办|最多跑一次 便利化程度/就近办|就近可办 便利化程度/马上办|即来即办 便利化程度/一窗服务|一窗受理 "
                    + "到场次数|到办事现场次数|次 办件量|全年办件量|件 备注"),
    ITEM_SUMMARY("政务服务事项分类统计表", Last.SUM, "事项类型 事项总数|事项数|项 其中/网上办||项 其中/一次办||项 其中/就近办||项 其中/马上办||项 其中/一窗服务||项"),
    CLAIMED_ITEMS(
            "认领国务院部门办理事项情况",
            Last.SUM,
            "项目 国务院部门确认下发/主项|下发主项|项 国务院部门确认下发/办理项|下发办理项|项 本市认领/主项|认领主项|项 " + "本市认领/办理项|认领办理项|项 未认领办理项|未认领|项"),
    CANCELLED_PROOFS("取消证明事项台账", Last.ITEMS, "序号 证明名称|取消的证明名称 涉及事项|涉及政务服务事项 原开具单位|开具单位 替代方式|取消后办理方式 取消日期|取消时间 备注"),
    COMMITMENT("告知承诺事项变动情况", Last.BALANCE, "项目 按层级/市级||项 按层级/市区共有||项 合计|总计|项"),
    JOINT_LICENCES(
            "证照联办事项台账",
            Last.ITEMS,
            "序号 联办类别|联办主题 事项名称|联办事项 配合部门|联办部门 办理时限|联办时限|工作日 压减材料|减少材料|份 实施日期|启动日期 联办件数|全年联办件数|件"),
    WINDOWS(
            "政务服务大厅综合窗口情况",
            Last.ITEMS,
            "项目 进驻事项|大厅办理事项|项 综合窗口受理事项/无差别受理|无差别|项 综合窗口受理事项/分领域受理|分领域|项 "
                    + "综合窗口受理事项/小计|受理小计|项 综合窗口占比|占比 窗口数/综合窗口|综合窗口个数|个 窗口数/专业窗口|专业窗口个数|个"),
    COORDINATION("京津冀协同细化举措台账", Last.ITEMS, "序号 协同领域|领域 举措名称|细化举措 责任处室|牵头处室 完成时限|计划完成日期 是否完成|已完成"),
    DUTY_MEASURES("营商环境年度责任清单措施台账", Last.ITEMS, "措施编号|编号 重点领域|领域 措施内容|任务措施 完成时限|时限 是否完成|完成情况 进展情况"),
    ENVIRONMENT_MEASURES("新一轮优化营商环境措施台账", Last.ITEMS, "措施编号|编号 一级任务|任务类别 措施内容|政策措施 推出日期|出台日期 惠及企业数|受益企业数|户 是否落地|已落地"),
    MEETINGS(
            "座谈会和政企沟通会台账",
            Last.ITEMS,
            "序号 会议日期|召开日期 会议名称|会议主题 会议类型|类型 参会企业|参会企业数|户 受理情况/意见建议|受理意见建议|件 受理情况/咨询|受理咨询|件 已办结|办结数|件"),
    REQUESTS("企业意见建议和咨询办理情况", Last.ITEMS, "项目 本年受理|受理数|件 办理情况/已办结||件 办理情况/正在办理|在办|件 办结率"),
    JOINT_DOCUMENTS("京津冀协同联合文件台账", Last.ITEMS, "序号 文件名称 文号|发文字号 联合单位|联合发文单位 印发日期|印发时间"),
    LEGAL_REVIEW(
            "法律审核情况", Last.SUM, "项目 审核件数/合同||件 审核件数/政务公开反馈意见|政务公开|件 审核件数/其他政策文件|其他文件|件 审核件数/合计|审核合计|件 修改意见|提出修改意见|条"),
    LAW_EXAM("学法用法考试情况", Last.SUM, "项目 应考人数|应参考人数|人 实考人数|参考人数|人 通过人数|合格人数|人"),
    HEARINGS("旁听庭审台账", Last.ITEMS, "序号 庭审日期|旁听日期 审理法院|法院 案由 旁听人数|参加人数|人"),
    GUIDANCE("示范创建指导台账", Last.ITEMS, "序号 指导日期|日期 被指导区|指导对象 指导方式 指导内容|内容"),
    STUDY("党组会议和集体学法台账", Last.ITEMS, "序号 日期|召开日期 类别 议题|学习内容 主持人 参加人数|参加|人"),
    WORK_POINTS("法治政府建设工作要点台账", Last.ITEMS, "序号 工作内容|主要内容 落实举措|具体举措 责任处室|牵头处室 完成时限|时限"),
    ESSAYS("主题征文报送台账", Last.ITEMS, "序号 征文题目|题目 作者 报送日期|投稿日期 字数||字"),
    TRAINING("法治培训情况", Last.SUM, "项目 场次|培训场次|次 参训人次|培训人次|人次 经费支出|培训经费|万元"),
    TRAINING_SESSIONS("法治培训台账", Last.ITEMS, "序号 培训日期|举办日期 培训名称|培训内容 培训方式|方式 参训人次|培训人次|人次 费用|培训费用|元");

    /** What the last row of a form is. */
    enum Last {
        /** An item like the others. */
        ITEMS,
        /** The sum of the rows above. */
        SUM,
        /** Opening, plus new, minus withdrawn. */
        BALANCE
    }

    private final String title;
    private final Last last;
    private final List<Column> columns;

    FormText(String title, Last last, String columns) {
        this.title = title;
        this.last = last;
        this.columns = Arrays.stream(columns.split(" ", -1)).map(Column::parse).toList();
    }

    String title() {
        return title;
    }

    Last last() {
        return last;
    }

    List<Column> columns() {
        return columns;
    }

    /** Whether it is a ledger: it may carry declared totals, and its rows have no fixed labels. */
    boolean isList() {
        return !columns.get(0).head().equals("项目") && this != ITEM_SUMMARY;
    }

    /** Place of the column with this head. */
    int column(String head) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).head().equals(head)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + head + " in " + title);
    }
}
